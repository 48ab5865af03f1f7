/**
 * `npm run redis-bridge`: Upstash's REST protocol in front of the Redis or Valkey at REDIS_URL. Other
 * roles reach it by UPSTASH_REDIS_REST_URL, and all share UPSTASH_REDIS_REST_TOKEN.
 */
import { listenFault } from "#runtime/listen-fault.ts";
import { jsonLog, logWarnings, outliveOutput } from "#runtime/process-log/json-log.ts";
import { environment } from "#shared/environment.ts";
import { EnvironmentError, readEnvironment } from "#shared/environment/read-environment.ts";
import { fail } from "../processes/fail.ts";
import { startRedisBridge } from "../redis/redis-bridge.ts";
import { StartError } from "../processes/start-error.ts";

const { HOST, REDIS_BRIDGE_PORT, REDIS_URL, UPSTASH_REDIS_REST_TOKEN } = environment;

/** RFC 6750: what a Bearer token may hold. */
const BEARER_TOKEN = /^[A-Za-z0-9._~+/-]+=*$/;

async function run(): Promise<void> {
  const variables = { HOST, REDIS_BRIDGE_PORT, REDIS_URL, UPSTASH_REDIS_REST_TOKEN };
  const values = readEnvironment(variables, process.env);
  const redisUrl = values.REDIS_URL;
  const token = values.UPSTASH_REDIS_REST_TOKEN;
  const missing = (["REDIS_URL", "UPSTASH_REDIS_REST_TOKEN"] as const)
    .filter((variable) => values[variable] === undefined)
    .map((variable) => ({ variable, got: "nothing", takes: variables[variable].takes }));
  if (redisUrl === undefined || token === undefined) throw new EnvironmentError(missing);
  if (!BEARER_TOKEN.test(token)) {
    throw new StartError(
      "UPSTASH_REDIS_REST_TOKEN: the bridge takes letters, digits and ._~+/- alone, with = at the end",
    );
  }
  const port = values.REDIS_BRIDGE_PORT;
  outliveOutput();
  const log = jsonLog("redis-bridge");
  logWarnings(log);
  const bridge = await startRedisBridge({ redisUrl, token, host: values.HOST, port, log }).catch(
    (error: unknown) => {
      const place = { variable: "REDIS_BRIDGE_PORT", host: values.HOST, port };
      const words = listenFault(error, place);
      throw words === null ? error : new StartError(words);
    },
  );
  process.stdout.write(`Redis bridge ready: ${bridge.url}\n`);
  let isStopping = false;
  const stop = () => {
    if (isStopping) process.exit(1);
    isStopping = true;
    bridge.stop().then(() => process.exit(0), fail);
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, stop);
}

run().catch(fail);
