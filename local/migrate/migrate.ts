/** Brings a database to this checkout's schema: migrations by dbmate, then the SQL functions. */
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { resolveBinary } from "dbmate";
import postgres from "postgres";
import { runProgram } from "../processes/run-program.ts";
import { repositoryRoot } from "../repository-root.ts";
import { StartError } from "../start-error.ts";
import { replaceFunctions } from "./replace-functions.ts";

/** Of the whole product: whoever migrates this database waits for whoever does already. */
const advisoryLock = 7_403_126_558;

/**
 * Safe to call from several processes at once, and again where nothing changed.
 * @param url the owner's, on a direct connection (the lock belongs to the session)
 * @throws StartError where the database cannot be used or is of a newer release; with dbmate's or
 *   PostgreSQL's words where a migration fails: then nothing of that migration, or of the functions,
 *   is there
 */
export async function migrate(url: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined, connect_timeout: 10 });
  try {
    await lockOut(sql);
    await refuseNewer(sql);
    // dbmate does not lock by itself: of four at once three failed.
    await runDbmate(url);
    await replaceFunctions(sql);
  } finally {
    // Ending the session gives the lock back.
    await sql.end({ timeout: 5 });
  }
}

async function lockOut(sql: postgres.Sql): Promise<void> {
  try {
    await sql`select pg_advisory_lock(${advisoryLock})`;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new StartError(
      `DATABASE_MIGRATE_URL, DATABASE_DIRECT_URL or DATABASE_URL: that database cannot be used (${why})`,
    );
  }
}

const migrations = join(repositoryRoot, "sql", "migrations");

/**
 * A database that a newer release has migrated: this one's functions may not fit its tables.
 * @throws StartError with what to do
 */
async function refuseNewer(sql: postgres.Sql): Promise<void> {
  const [table] = await sql`select to_regclass('public.schema_migrations') is not null as is_there`;
  if (table?.["is_there"] !== true) return;
  const known = (await readdir(migrations)).map((name) => name.split("_")[0] ?? "");
  const unknown = await sql<{ version: string }[]>`
    select version from schema_migrations where version <> all (${known}) order by version`;
  if (unknown.length === 0) return;
  throw new StartError(
    `This database is of a newer release: it has migrations that this code does not know ` +
      `(${unknown.map((row) => row.version).join(", ")}). Update the code, or restore a backup ` +
      `from before that update. Nothing was changed.`,
  );
}

async function runDbmate(url: string): Promise<void> {
  const args = ["--no-dump-schema", "--env", "DATABASE_URL", "--env-file", "none"];
  const { code, output } = await runProgram(
    resolveBinary(),
    [...args, "--migrations-dir", migrations, "migrate"],
    // The URL in the environment, not among the arguments, where every user of the machine sees it.
    { env: { ...process.env, DATABASE_URL: dbmateUrl(url) }, cwd: repositoryRoot },
  );
  if (code !== 0) throw new Error(`A migration failed:\n${output}`);
}

/** Without `sslmode` dbmate asks for TLS where every other part of the studio does not. */
export function dbmateUrl(url: string): string {
  const parsed = new URL(url);
  if (!parsed.searchParams.has("sslmode")) parsed.searchParams.set("sslmode", "disable");
  return parsed.href;
}
