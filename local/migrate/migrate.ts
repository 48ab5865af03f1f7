/** Brings a database to this checkout's schema: migrations by dbmate, logins, then the SQL functions. */
import { mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { resolveBinary } from "dbmate";
import postgres from "postgres";
import { clientOptions } from "#runtime/postgres/client-options.ts";
import { runProgram } from "../processes/run-program.ts";
import { repositoryRoot } from "../repository-root.ts";
import { StartError } from "../processes/start-error.ts";
import { type DeclaredLogins, type MadeLogins, makeLogins } from "./make-logins.ts";
import { whileClosed } from "./closed.ts";
import { findServer } from "./find-server.ts";
import { replaceFunctions } from "./replace-functions.ts";
import { type RoleNames, findRoleNames, withRoleNames } from "./role-names.ts";

/** Of the whole product: whoever migrates this database waits for whoever does already. */
const advisoryLock = 7_403_126_558;

/**
 * Safe to call from several processes at once, and again where nothing changed.
 * @param url the owner's
 * @throws StartError where the database cannot be used or is of a newer release; with dbmate's or
 *   PostgreSQL's words where a migration fails: then nothing of that migration, or of the functions,
 *   is there
 * @returns the logins of the running parts
 */
export async function migrate(
  url: string,
  declared: DeclaredLogins = { app: null, service: null },
): Promise<MadeLogins> {
  const place = await findServer(url);
  const open = () =>
    postgres(
      clientOptions(place.url, {
        max: 1,
        // Through a pooler too, where a statement is prepared on another connection.
        prepare: false,
        onnotice: () => undefined,
        connect_timeout: 10,
      }),
    );
  const sql = open();
  const lock = open();
  try {
    return await lock.begin(async (holder) => {
      await lockOut(holder);
      const [done, own] = await Promise.all([doneVersions(sql), ownVersions()]);
      refuseNewer(done, own);
      const names = await findRoleNames(sql);
      await sql.unsafe(await readFile(join(import.meta.dirname, "older-servers.sql"), "utf8"));
      // dbmate does not lock by itself: of four at once three failed.
      const change = async () => {
        await withMigrations(names, (folder) => runDbmate(place.dbmateUrl, folder));
        const made = await makeLogins(sql, names, declared);
        await replaceFunctions(sql, names, made);
        return made;
      };
      // Where there is something that a migration could come under, and one is to come.
      const isBehind = done.size > 0 && [...own].some((version) => !done.has(version));
      const logins = await (isBehind ? whileClosed(sql, change) : change());
      await refuseStrongLogins(sql);
      return logins;
    });
  } finally {
    await Promise.all([sql.end({ timeout: 5 }), lock.end({ timeout: 5 })]);
  }
}

const SAY_AFTER_MS = 5_000;

/** A transaction's lock: a session's would stay behind on a pooler's connection. */
async function lockOut(holder: postgres.TransactionSql): Promise<void> {
  const saying = setTimeout(
    () => process.stderr.write("Another migration of this database is under way; waiting for it\n"),
    SAY_AFTER_MS,
  );
  try {
    await holder`set local idle_in_transaction_session_timeout = 0`;
    await holder`select pg_advisory_xact_lock(${advisoryLock})`;
  } finally {
    clearTimeout(saying);
  }
}

const migrations = join(repositoryRoot, "sql", "migrations");

/** The migrations that this database has had; none where nobody has migrated it. */
async function doneVersions(sql: postgres.Sql): Promise<ReadonlySet<string>> {
  const [table] = await sql`select to_regclass('public.schema_migrations') is not null as is_there`;
  if (table?.["is_there"] !== true) return new Set();
  const done = await sql<{ version: string }[]>`
    select version from schema_migrations order by version`;
  return new Set(done.map(({ version }) => version));
}

/** Those of this checkout. */
async function ownVersions(): Promise<ReadonlySet<string>> {
  return new Set((await readdir(migrations)).map((name) => name.split("_")[0] ?? ""));
}

/**
 * A database that a newer release has migrated: this one's functions may not fit its tables.
 * @throws StartError with what to do
 */
function refuseNewer(done: ReadonlySet<string>, own: ReadonlySet<string>): void {
  const unknown = [...done].filter((version) => !own.has(version));
  if (unknown.length === 0) return;
  throw new StartError(
    `This database is of a newer release: it has migrations that this code does not know ` +
      `(${unknown.join(", ")}). Update the code, or restore a backup ` +
      `from before that update. Nothing was changed.`,
  );
}

/** The folder that dbmate reads: the checkout's, or a copy that has this database's role names. */
async function withMigrations(
  names: RoleNames,
  use: (folder: string) => Promise<void>,
): Promise<void> {
  if (withRoleNames("genesis_app", names) === "genesis_app") return use(migrations);
  const folder = await mkdtemp(join(tmpdir(), "genesis-migrations-"));
  try {
    for (const file of await readdir(migrations)) {
      const text = await readFile(join(migrations, file), "utf8");
      await writeFile(join(folder, file), withRoleNames(text, names));
    }
    await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** @throws StartError where an operator's login would be no wall */
async function refuseStrongLogins(sql: postgres.Sql): Promise<void> {
  const [row] = await sql<{ problem: string | null }[]>`
    select genesis.database_logins() ->> 'problem' as problem`;
  const problem = row?.problem ?? null;
  if (problem === null) return;
  throw new StartError(
    `DATABASE_URL, DATABASE_DIRECT_URL: got a login that running parts must not have (${problem}); takes one of its own, which may be made by npm run migrate (docs/database.md)`,
  );
}

async function runDbmate(url: string, folder: string): Promise<void> {
  const args = ["--no-dump-schema", "--env", "DATABASE_URL", "--env-file", "none"];
  const { code, output } = await runProgram(
    resolveBinary(),
    [...args, "--migrations-dir", folder, "migrate"],
    // The URL in the environment, not among the arguments, where every user of the machine sees it.
    { env: { ...process.env, DATABASE_URL: url }, cwd: repositoryRoot },
  );
  if (code !== 0) throw new Error(`A migration failed:\n${output}`);
}
