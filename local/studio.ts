/** A whole studio, in this process and its children: what `npm start` runs. */
import { join } from "node:path";
import { Registry } from "prom-client";
import type { PrefectAccess } from "#shared/prefect-access.ts";
import { readEdgeConfig } from "../edge/config.ts";
import { startEdge } from "../edge/start-edge.ts";
import { type DataDirectory, openDataDirectory } from "./data-directory.ts";
import { flowsWorker } from "./flows-worker.ts";
import { Lifetimes } from "./lifetimes.ts";
import { loginUrl } from "#shared/database/logins.ts";
import { declaredLogins } from "./migrate/make-logins.ts";
import { migrate } from "./migrate/migrate.ts";
import { type BeatingPart, allPartsOk, beatingParts, databaseTime } from "./parts.ts";
import { superviseEmbeddedPostgres } from "./postgres/supervised-postgres.ts";
import { startPrefectServer } from "./prefect/prefect-server.ts";
import { freePort, whyPortIsTaken } from "./processes/free-port.ts";
import { superviseChild } from "./processes/supervised-child.ts";
import { roleSecret } from "./role-secret.ts";
import { roleLog } from "./role-log.ts";
import { type Environment, startCallbackRole, startRelayRole } from "./roles.ts";
import { StartError } from "./start-error.ts";
import type { StudioConfig } from "./studio-config.ts";
import { buildUi } from "./ui-build.ts";

export interface Studio {
  /** The origin that browsers see. */
  readonly url: string;
  /** Resolves with true once every part is `ok`, with false where the studio was stopped before. */
  readonly ready: Promise<boolean>;
  /** Ends every part in order, in less than 10 s. */
  stop(): Promise<void>;
}

/** `say` prints one short line of progress. */
export interface StudioOutput {
  readonly say: (line: string) => void;
}

/**
 * Starts everything and serves the page as soon as the edge is up; the other parts come after it.
 * @throws StartError, or what a part threw; then all that was started is ended
 */
export async function startStudio(config: StudioConfig, output: StudioOutput): Promise<Studio> {
  // Before anything else, so that a port that is taken costs nothing.
  const port = await listenablePort(config);
  const directory = dataDirectory(config);
  const lifetimes = new Lifetimes();
  lifetimes.add("last", async () => directory.release());
  try {
    return await startParts({ ...config, port }, directory, lifetimes, output);
  } catch (error) {
    await lifetimes.stop();
    throw error;
  }
}

async function startParts(
  config: StudioConfig,
  directory: DataDirectory,
  lifetimes: Lifetimes,
  output: StudioOutput,
): Promise<Studio> {
  const uiBuilt = buildUi();
  // Looked at below; until then a failure of the other side must not make it an unhandled one.
  uiBuilt.catch(() => undefined);
  const servers = await startServers(config, directory, lifetimes, output);
  await migrate(
    servers.migrateUrl,
    declaredLogins(servers.migrateUrl, servers.databaseUrl, servers.directUrl),
  );
  const since = await databaseTime(servers.directUrl);
  output.say("Database is up and migrated");

  const env: Environment = {
    ...(servers.localPrefect === null ? config.env : withoutPrefect(config.env)),
    HOST: config.host,
    PORT: String(config.port),
    GENESIS_DATA_DIR: directory.path,
    GENESIS_SECRET: config.secret ?? roleSecret(directory.path),
    // Parts never have the owner's login, where that is what the studio was given.
    DATABASE_URL: await partUrl(servers.databaseUrl, servers),
    DATABASE_DIRECT_URL: await partUrl(servers.directUrl, servers),
    DATABASE_MIGRATE_URL: undefined,
    ...(servers.localPrefect === null
      ? {}
      : {
          PREFECT_API_URL: servers.localPrefect.apiUrl,
          PREFECT_API_AUTH_STRING: servers.localPrefect.authString ?? undefined,
        }),
  };
  const starting = new Set<BeatingPart>(beatingParts);
  const url = await startRoles(env, directory, lifetimes, output, starting);
  if ((await uiBuilt) === "built") output.say("Interface is built");

  const stopping = new AbortController();
  const ready = allPartsOk(servers.directUrl, {
    since,
    onOk: (part) => starting.delete(part),
    onSlow: (missing) => {
      const parts = missing.map(({ part, detail }) => `${part} (${detail})`).join(", ");
      output.say(`Still waiting for ${parts}; logs are in ${directory.logs}`);
    },
    signal: stopping.signal,
  });
  return {
    url: config.publicUrl ?? url,
    ready,
    stop: async () => {
      stopping.abort();
      await lifetimes.stop();
    },
  };
}

/** @returns the edge's address */
async function startRoles(
  env: Environment,
  directory: DataDirectory,
  lifetimes: Lifetimes,
  output: StudioOutput,
  starting: ReadonlySet<BeatingPart>,
): Promise<string> {
  const registry = new Registry();
  const surroundings = (role: string) => ({ registry, log: roleLog(directory.logs, role) });
  const edge = await startEdge(readEdgeConfig(env), {
    // What a killed studio said of its parts is no news of this one's.
    parts: () =>
      Object.fromEntries([...starting].map((part) => [part, { status: "starting" as const }])),
    metrics: [() => registry.metrics()],
    log: roleLog(directory.logs, "edge"),
  });
  lifetimes.add("first", () => edge.stop());
  output.say(`Serving ${edge.url} while the rest starts`);
  output.say(`Flows run through Prefect at ${withoutCredentials(env["PREFECT_API_URL"] ?? "")}`);

  const callback = await startCallbackRole(env, surroundings("callback"));
  lifetimes.add("second", () => callback.stop());
  const relay = await startRelayRole(env, callback.handle, surroundings("relay"));
  lifetimes.add("first", () => relay.stop());
  const worker = await superviseChild({
    name: "The flow worker",
    // The studio serves health and metrics on its own port.
    spec: async () => ({
      ...flowsWorker(directory.path, { ...env, FLOWS_PORT: undefined }),
      logFile: join(directory.logs, "flows.log"),
      recordFile: join(directory.run, "flows.json"),
    }),
    onRestart: output.say,
  });
  lifetimes.add("first", () => worker.stop(2_500));
  return edge.url;
}

interface Servers {
  readonly databaseUrl: string;
  readonly directUrl: string;
  readonly migrateUrl: string;
  /** null: the operator's own. */
  readonly localPrefect: PrefectAccess | null;
}

/** PostgreSQL and Prefect: those the environment names, else the studio's own. */
async function startServers(
  config: StudioConfig,
  directory: DataDirectory,
  lifetimes: Lifetimes,
  output: StudioOutput,
): Promise<Servers> {
  const files = (name: string) => ({
    logFile: join(directory.logs, `${name}.log`),
    recordFile: join(directory.run, `${name}.json`),
    onRestart: output.say,
  });
  const needsPostgres = config.database === null || config.prefectApiUrl === null;
  const postgres = needsPostgres
    ? await superviseEmbeddedPostgres({ directory: directory.path, ...files("postgres") })
    : null;
  if (postgres !== null) lifetimes.add("fourth", () => postgres.stop());
  const prefect =
    config.prefectApiUrl === null && postgres !== null
      ? await startPrefectServer({
          directory: directory.path,
          databaseUrl: postgres.prefectUrl,
          ...files("prefect"),
        })
      : null;
  if (prefect !== null) lifetimes.add("third", () => prefect.stop(1_500));
  const database = config.database;
  const embeddedUrl = postgres?.url ?? "";
  return {
    databaseUrl: database?.url ?? embeddedUrl,
    directUrl: database?.directUrl ?? embeddedUrl,
    migrateUrl: database?.migrateUrl ?? embeddedUrl,
    localPrefect: prefect?.access ?? null,
  };
}

/** A part's own login stays; the owner's gives way to the service's. */
async function partUrl(url: string, { directUrl }: Servers): Promise<string> {
  const isOwn = declaredLogins(directUrl, url, directUrl).app !== null;
  return isOwn ? url : loginUrl("service", url, directUrl);
}

async function listenablePort(config: StudioConfig): Promise<number> {
  if (config.port === 0) return freePort(config.host);
  const reason = await whyPortIsTaken(config.host, config.port);
  if (reason === null) return config.port;
  throw new StartError(
    reason === "EADDRINUSE"
      ? `PORT: ${config.port} is in use by another program; set PORT to a free one`
      : `HOST, PORT: cannot listen on ${config.host}:${config.port} (${reason})`,
  );
}

function dataDirectory(config: StudioConfig): DataDirectory {
  const opened = openDataDirectory(config.dataDirectory);
  if (opened.status === "opened") return opened.directory;
  throw new StartError(
    `GENESIS_DATA_DIR: ${config.dataDirectory} is in use by process ${opened.pid}; stop it or set another directory`,
  );
}

/** What a developer set for a Prefect of their own is nothing that the local one gets to see. */
function withoutPrefect(env: Environment): Environment {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith("PREFECT_")));
}

function withoutCredentials(url: string): string {
  const { origin, pathname } = new URL(url);
  return `${origin}${pathname}`;
}
