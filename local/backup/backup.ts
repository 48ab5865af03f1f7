/**
 * A copy of what an embedded studio keeps, whole and of one moment, while it runs: PostgreSQL's own
 * low-level base backup (its manual, "Making a base backup using the low level API"), since the npm
 * package has no pg_basebackup. Prefect's tables are in the same server and of the same moment.
 */
import { existsSync } from "node:fs";
import { mkdir, readdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import postgres from "postgres";
import { clientOptions } from "#runtime/postgres/client-options.ts";
import { embeddedAdminUrl } from "../postgres/embedded-postgres.ts";
import { endRunningServer } from "../postgres/left-server.ts";
import { openDataDirectory } from "../lock/data-directory.ts";
import { StartError } from "../processes/start-error.ts";
import { copyTree } from "./copy-tree.ts";

export const BACKUP_RECORD = "backup.json";

/** What belongs to the running processes, and what the next start makes anew. */
const NOT_KEPT = new Set([
  "lock",
  "logs",
  "run",
  "postgres",
  "postgres.port",
  "prefect.url",
  "prefect-client",
]);
/** Of the server's files: PostgreSQL's manual names them as those that a backup leaves out. */
const NOT_IN_A_BACKUP =
  /^(?:postmaster\.(?:pid|opts)|(?:pg_wal|pg_replslot|pg_dynshmem|pg_notify|pg_serial|pg_snapshots|pg_stat_tmp|pg_subtrans)\/.+|.*pgsql_tmp.*)$/;

/**
 * @param target a directory that is not there yet, or is empty
 * @throws StartError where there is no studio, or something in the way
 */
export async function backUp(dataDirectory: string, target: string): Promise<void> {
  const from = resolve(dataDirectory);
  const to = resolve(target);
  if (!existsSync(join(from, "postgres"))) {
    throw new StartError(`GENESIS_DATA_DIR: no studio with a database of its own is in ${from}`);
  }
  if (existsSync(to) && (await readdir(to)).length > 0) {
    throw new StartError(`${to} is not empty`);
  }
  const partial = `${to}.${process.pid}.partial`;
  await mkdir(dirname(to), { recursive: true });
  try {
    await mkdir(partial, { mode: 0o700 });
    await copyTree(from, partial, (path) => !NOT_KEPT.has(path));
    await copyServer(from, partial);
    const record = { made_at: new Date().toISOString() };
    await writeFile(join(partial, BACKUP_RECORD), `${JSON.stringify(record)}\n`);
    await rm(to, { recursive: true, force: true });
    await rename(partial, to);
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
}

async function copyServer(from: string, to: string): Promise<void> {
  const opened = openDataDirectory(from);
  if (opened.status === "opened") {
    // Nobody runs it: once a server that a killed studio left has ended, the files are of one moment.
    try {
      await endRunningServer(join(from, "postgres"));
      await copyTree(
        join(from, "postgres"),
        join(to, "postgres"),
        (path) => !path.startsWith("postmaster."),
      );
    } finally {
      opened.directory.release();
    }
    return;
  }
  const sql = postgres(clientOptions(embeddedAdminUrl(from), { max: 1, onnotice: () => {} }));
  try {
    // Keeps the log's segments until they are copied; gone with this connection.
    await sql`select pg_create_physical_replication_slot(${`genesis_backup_${process.pid}`}, true, true)`;
    await sql`select pg_backup_start('genesis', true)`;
    await copyTree(
      join(from, "postgres"),
      join(to, "postgres"),
      (path) => !NOT_IN_A_BACKUP.test(path),
    );
    const [end] = await sql<{ labelfile: string }[]>`select labelfile from pg_backup_stop(false)`;
    if (end === undefined) throw new Error("PostgreSQL did not end the backup");
    await writeFile(join(to, "postgres", "backup_label"), end.labelfile, { mode: 0o600 });
    await copyTree(join(from, "postgres", "pg_wal"), join(to, "postgres", "pg_wal"));
  } finally {
    await sql.end({ timeout: 2 });
  }
}
