/**
 * `npm run migrate`: brings the database to this checkout's schema. Without a database in the
 * environment that is the embedded one, started for the time.
 */
import { join } from "node:path";
import { environment, readEnvironment } from "#shared/environment.ts";
import { openDataDirectory } from "../studio/data-directory.ts";
import { fail } from "./fail.ts";
import { declaredLogins } from "../migrate/make-logins.ts";
import { migrate } from "../migrate/migrate.ts";
import { startEmbeddedPostgres } from "../postgres/embedded-postgres.ts";
import { StartError } from "../studio/start-error.ts";

const { DATABASE_MIGRATE_URL, DATABASE_DIRECT_URL, DATABASE_URL, GENESIS_DATA_DIR } = environment;

async function run(): Promise<void> {
  const fields = { DATABASE_MIGRATE_URL, DATABASE_DIRECT_URL, DATABASE_URL, GENESIS_DATA_DIR };
  const values = readEnvironment(fields, process.env);
  const url = values.DATABASE_MIGRATE_URL ?? values.DATABASE_DIRECT_URL ?? values.DATABASE_URL;
  if (url === undefined) await migrateEmbedded(values.GENESIS_DATA_DIR);
  else {
    const { DATABASE_DIRECT_URL: direct, DATABASE_URL: pooled } = values;
    const logins = await migrate(url, declaredLogins(url, pooled, direct));
    const { app, service } = logins;
    process.stdout.write(`Parts sign in as ${service.login}, requests as ${app.login}\n`);
  }
  process.stdout.write("The database is up to date\n");
}

async function migrateEmbedded(path: string): Promise<void> {
  const opened = openDataDirectory(path);
  if (opened.status === "held") {
    throw new StartError(
      `GENESIS_DATA_DIR: ${path} is in use by process ${opened.pid}, which migrates by itself when it starts`,
    );
  }
  const { directory } = opened;
  try {
    const server = await startEmbeddedPostgres({
      directory: directory.path,
      logFile: join(directory.logs, "postgres.log"),
      recordFile: join(directory.run, "postgres.json"),
    });
    try {
      await migrate(server.url);
    } finally {
      await server.stop();
    }
  } finally {
    directory.release();
  }
}

run().catch(fail);
