/** The database of an operator's command: as the owner, by the same variables as `npm run migrate`. */
import { resolve } from "node:path";
import { environment } from "#shared/environment.ts";
import { readEnvironment } from "#shared/environment/read-environment.ts";
import { embeddedUrl } from "../postgres/embedded-postgres.ts";
import { StartError } from "../processes/start-error.ts";

const { DATABASE_MIGRATE_URL, DATABASE_DIRECT_URL, DATABASE_URL, GENESIS_DATA_DIR } = environment;

/**
 * Without any variable, that of the studio that runs from GENESIS_DATA_DIR.
 * @throws StartError where there is none
 */
export function ownerDatabaseUrl(env: Readonly<Record<string, string | undefined>>): string {
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
