/** The database of an operator's command: as the owner, by the same variables as `npm run migrate`. */
import { resolve } from "node:path";
import postgres from "postgres";
import { clientOptions } from "#runtime/postgres/client-options.ts";
import { environment } from "#shared/environment.ts";
import { readEnvironment } from "#shared/environment/read-environment.ts";
import { embeddedUrl } from "../postgres/embedded-postgres.ts";
import { StartError } from "../processes/start-error.ts";

const { DATABASE_MIGRATE_URL, DATABASE_DIRECT_URL, DATABASE_URL, GENESIS_DATA_DIR } = environment;

type Environment = Readonly<Record<string, string | undefined>>;

/** One connection to it; the caller ends it. @throws StartError as ownerDatabaseUrl */
export function openOwnerDatabase(env: Environment): postgres.Sql {
  const options = { max: 1, onnotice: () => undefined, connect_timeout: 10 };
  return postgres(clientOptions(ownerDatabaseUrl(env), options));
}

/**
 * Without any variable, that of the studio that runs from GENESIS_DATA_DIR.
 * @throws StartError where there is none
 */
function ownerDatabaseUrl(env: Environment): string {
  const fields = { DATABASE_MIGRATE_URL, DATABASE_DIRECT_URL, DATABASE_URL, GENESIS_DATA_DIR };
  const values = readEnvironment(fields, env);
  const url = values.DATABASE_MIGRATE_URL ?? values.DATABASE_DIRECT_URL ?? values.DATABASE_URL;
  if (url !== undefined) return url;
  try {
    return embeddedUrl(resolve(values.GENESIS_DATA_DIR));
  } catch {
    throw new StartError(
      `GENESIS_DATA_DIR: no studio has started in ${values.GENESIS_DATA_DIR}; start it, or set DATABASE_URL`,
    );
  }
}
