/** Ports on the loopback interface. */
import { once } from "node:events";
import { createServer } from "node:net";

/** A port that nobody has at this moment. */
export async function freePort(host = "127.0.0.1"): Promise<number> {
  const server = createServer().listen(0, host);
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("no TCP port to be had");
  return address.port;
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
