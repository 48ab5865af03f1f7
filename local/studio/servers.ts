/** The servers under a studio: PostgreSQL and Prefect, and what its parts are told of them. */
import { join } from "node:path";
import { loginUrl } from "#runtime/postgres/logins.ts";
import type { PrefectAccess } from "#runtime/prefect-access.ts";
import type { DataDirectory } from "../lock/data-directory.ts";
import type { Lifetimes } from "./lifetimes.ts";
import { declaredLogins } from "../migrate/make-logins.ts";
import { migrate } from "../migrate/migrate.ts";
import { superviseEmbeddedPostgres } from "../postgres/supervised-postgres.ts";
import { startPrefectServer } from "../prefect/prefect-server.ts";
import { roleSecret } from "../roles/role-secret.ts";
import type { Environment } from "../roles/roles.ts";
import type { StudioConfig } from "./studio-config.ts";

/** `say` prints one short line of progress. */
export interface StudioOutput {
  readonly say: (line: string) => void;
}

export interface Servers {
  readonly databaseUrl: string;
  readonly directUrl: string;
  readonly migrateUrl: string;
  /** null: the operator's own. */
  readonly localPrefect: PrefectAccess | null;
}

/** PostgreSQL and Prefect: those the environment names, else the studio's own. */
export async function startServers(
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

/** Brings the database to this checkout's schema and functions. */
export async function migrateStudio(servers: Servers): Promise<void> {
  await migrate(
    servers.migrateUrl,
    declaredLogins(servers.migrateUrl, servers.databaseUrl, servers.directUrl),
  );
}

/** What the studio's parts are configured by. */
export async function partsEnvironment(
  config: StudioConfig,
  servers: Servers,
  directory: DataDirectory,
): Promise<Environment> {
  return {
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
}

/** A part's own login stays; the owner's gives way to the service's. */
async function partUrl(url: string, { directUrl }: Servers): Promise<string> {
  const isOwn = declaredLogins(directUrl, url, directUrl).app !== null;
  return isOwn ? url : loginUrl("service", url, directUrl);
}

/** What a developer set for a Prefect of their own is nothing that the local one gets to see. */
function withoutPrefect(env: Environment): Environment {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith("PREFECT_")));
}
