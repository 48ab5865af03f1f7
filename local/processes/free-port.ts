/** Ports on the loopback interface. */
import { randomInt } from "node:crypto";
import { createServer } from "node:net";

/**
 * Below those that systems give to whoever asks for any port (32768 and up on Linux, 49152 elsewhere):
 * one of them could be anybody's before the program that it was found for listens on it.
 */
const FIRST = 10_000;
const COUNT = 22_000;
/** Each process goes through them from a place of its own. */
let turn = randomInt(COUNT);

/** A port that nobody has at this moment, and that nobody is given by the system. */
export async function freePort(host = "127.0.0.1"): Promise<number> {
  for (let tries = 0; tries < COUNT; tries += 1) {
    const port = FIRST + (turn % COUNT);
    turn += 1;
    if ((await whyPortIsTaken(host, port)) === null) return port;
  }
  throw new Error(`no free TCP port on ${host}`);
}

/** Whether `port` of `host` can be listened on; the reason (`EADDRINUSE`, …) where it cannot. */
export async function whyPortIsTaken(host: string, port: number): Promise<string | null> {
  const server = createServer();
  const outcome = new Promise<string | null>((resolve) => {
    server.once("error", (error) => resolve("code" in error ? String(error.code) : error.message));
    server.listen(port, host, () => server.close(() => resolve(null)));
  });
  return outcome;
}
