/** What `npm start` reads of the environment. Every variable is checked here, before anything starts. */
import { resolve } from "node:path";
import { environment } from "#shared/environment.ts";
import { readEnvironment } from "#shared/environment/read-environment.ts";

type Environment = Readonly<Record<string, string | undefined>>;

export interface StudioConfig {
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
  /** Absolute. */
  readonly dataDirectory: string;
  /** null: the embedded PostgreSQL. */
  readonly database: {
    readonly url: string;
    readonly directUrl: string;
    readonly migrateUrl: string;
  } | null;
  /** null: a Prefect server of the studio's own. */
  readonly prefectApiUrl: string | null;
  /** null: a key file in the data directory. */
  readonly secret: string | null;
  readonly publicUrl: string | null;
  /** The rest, for the roles' own configurations. */
  readonly env: Environment;
}

/** @throws EnvironmentError that names every wrong variable */
export function readStudioConfig(env: Environment): StudioConfig {
  const values = readEnvironment(environment, env);
  const url = values.DATABASE_URL;
  const directUrl = values.DATABASE_DIRECT_URL ?? url;
  return {
    host: values.HOST,
    port: values.PORT,
    dataDirectory: resolve(values.GENESIS_DATA_DIR),
    database:
      url === undefined || directUrl === undefined
        ? null
        : { url, directUrl, migrateUrl: values.DATABASE_MIGRATE_URL ?? directUrl },
    prefectApiUrl: values.PREFECT_API_URL ?? null,
    secret: values.GENESIS_SECRET?.join(",") ?? null,
    publicUrl: values.PUBLIC_URL ?? null,
    env,
  };
}
