/** The functions are out of reach while tables change, and what had begun has ended before. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type postgres from "postgres";
import { pause } from "#runtime/work/pause.ts";

/** Statements of the parts take no longer; a backup's, which may, does not use the functions. */
const ENDS_WITHIN_MS = 10_000;

const run = async (sql: postgres.Sql, name: string) =>
  sql.unsafe(await readFile(join(import.meta.dirname, name), "utf8"));

/** @param change is done meanwhile; where it fails the parts have their functions again */
export async function whileClosed<T>(sql: postgres.Sql, change: () => Promise<T>): Promise<T> {
  await run(sql, "close-functions.sql");
  try {
    await begunHaveEnded(sql);
    return await change();
  } catch (error) {
    await run(sql, "open-again.sql");
    throw error;
  }
}

/** Each transaction holds a lock on its own number. */
async function begunHaveEnded(sql: postgres.Sql): Promise<void> {
  const begun = () => sql<{ id: string }[]>`
    select v.virtualxid as id from pg_locks v
    where v.locktype = 'virtualxid' and v.pid <> pg_backend_pid() and exists (
      select from pg_locks r where r.pid = v.pid and r.locktype = 'relation'
        and r.database = (select oid from pg_database where datname = current_database()))`;
  const waitedFor = new Set((await begun()).map(({ id }) => id));
  const until = performance.now() + ENDS_WITHIN_MS;
  while (performance.now() < until) {
    if (!(await begun()).some(({ id }) => waitedFor.has(id))) return;
    await pause(20);
  }
}
