/**
 * `npm run migrate`: brings the database that the environment names to this checkout's schema. The
 * embedded one is migrated by `npm start`.
 */
import { environment } from "#shared/environment.ts";
import { readEnvironment } from "#shared/environment/read-environment.ts";
import { fail } from "../processes/fail.ts";
import { declaredLogins } from "../migrate/make-logins.ts";
import { migrate } from "../migrate/migrate.ts";
import { StartError } from "../processes/start-error.ts";

const { DATABASE_MIGRATE_URL, DATABASE_DIRECT_URL, DATABASE_URL } = environment;

async function run(): Promise<void> {
  const fields = { DATABASE_MIGRATE_URL, DATABASE_DIRECT_URL, DATABASE_URL };
  const values = readEnvironment(fields, process.env);
  const url = values.DATABASE_MIGRATE_URL ?? values.DATABASE_DIRECT_URL ?? values.DATABASE_URL;
  if (url === undefined) {
    throw new StartError(
      `DATABASE_MIGRATE_URL: got nothing, as did DATABASE_DIRECT_URL and DATABASE_URL; takes ${DATABASE_MIGRATE_URL.takes}, the owner's (the embedded database is migrated by npm start)`,
    );
  }
  const { DATABASE_DIRECT_URL: direct, DATABASE_URL: pooled } = values;
  const { app, service } = await migrate(url, declaredLogins(url, pooled, direct));
  process.stdout.write(`Parts sign in as ${service.login}, requests as ${app.login}\n`);
  process.stdout.write("The database is up to date\n");
}

run().catch(fail);
