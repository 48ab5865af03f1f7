/**
 * What a child is told of this process's environment: named variables alone. A secret that a child
 * has no use for is not there to be read, neither by what runs in it nor in a dump of it.
 */

type Environment = Readonly<Record<string, string | undefined>>;

/** What programs need to know of the machine they run on. */
const machine = [
  "PATH HOME USER LOGNAME SHELL LANG LANGUAGE TZ TMPDIR TEMP TMP LD_LIBRARY_PATH",
  "SYSTEMROOT WINDIR COMSPEC PATHEXT APPDATA LOCALAPPDATA USERPROFILE PROGRAMDATA",
]
  .join(" ")
  .split(" ");

/** How the world outside is reached: by whom certificates are signed, and through which proxy. */
const network = [
  "SSL_CERT_FILE SSL_CERT_DIR REQUESTS_CA_BUNDLE CURL_CA_BUNDLE NODE_EXTRA_CA_CERTS",
  "HTTP_PROXY HTTPS_PROXY ALL_PROXY NO_PROXY http_proxy https_proxy all_proxy no_proxy",
]
  .join(" ")
  .split(" ");

/** The flow worker's configuration: it asks the model, so it has the model's key. */
const worker = [
  "DATABASE_URL DATABASE_DIRECT_URL HOST FLOWS_PORT FLOWS_MAX_RUNS GENESIS_PARENT_PID",
  "OPENAI_API_KEY OPENAI_BASE_URL GENESIS_MODEL GENESIS_MODELS_FILE GENESIS_MODEL_CONCURRENCY",
  "MODEL_ENDPOINTS GENESIS_SECRET UPSTASH_REDIS_REST_URL UPSTASH_REDIS_REST_TOKEN",
  "PYTHONPATH",
]
  .join(" ")
  .split(" ");

/** Families of which every member is passed. */
const workerFamilies = ["PREFECT_", "OTEL_", "PGSSL"];

/** For a child that talks to nobody outside: PostgreSQL, the local Prefect server. */
export function machineEnvironment(env: Environment): Environment {
  return picked(env, (name) => machine.includes(name) || name.startsWith("LC_"));
}

/** For the flow worker. No proxy stands between it and the studio's own parts. */
export function workerEnvironment(env: Environment): Environment {
  const isWorkers = (name: string) =>
    worker.includes(name) ||
    network.includes(name) ||
    workerFamilies.some((family) => name.startsWith(family));
  return { ...machineEnvironment(env), ...picked(env, isWorkers), ...withoutLoopback(env) };
}

/** Without what a file or a paste left around a value, as our own parts read it. */
function picked(env: Environment, isWanted: (name: string) => boolean): Environment {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (isWanted(name) ? [[name, value?.trim()]] : [])),
  );
}

const loopback = ["127.0.0.1", "localhost", "::1"];

/** NO_PROXY in both spellings, with this machine's own names added. */
function withoutLoopback(env: Environment): Environment {
  const named = (env["NO_PROXY"] ?? env["no_proxy"] ?? "").split(",").map((name) => name.trim());
  const names = [...new Set([...named, ...loopback])].filter((name) => name !== "").join(",");
  return { NO_PROXY: names, no_proxy: names };
}
