/** What Prefect's server keeps of an answer: while its session waits, and for ever. */
import { join } from "node:path";
import type { Sql } from "postgres";
import { venvPython } from "../../local/processes/python.ts";
import { mustRun } from "../../tests/provision/must-run.ts";
import type { Measurement } from "../measurement.ts";

/**
 * What a database's tables hold, indexes and all, without what dead rows take until they are overwritten.
 * Its catalogue is not in it: that grows as it is analysed, whatever is kept.
 */
export interface Held {
  readonly kibibytes: number;
  readonly rows: ReadonlyMap<string, number>;
  /** Each table with its indexes and its large texts, in KiB. */
  readonly tables: ReadonlyMap<string, number>;
}

export async function held(sql: Sql): Promise<Held> {
  const tables = await sql<{ name: string }[]>`
    select relname as name from pg_class
    where relkind = 'r' and relnamespace = 'public'::regnamespace order by relname`;
  for (const { name } of tables) await sql`vacuum (full, analyze) ${sql(name)}`;
  const counts = await sql<{ name: string; rows: number; kib: number }[]>`
    select relname as name, greatest(reltuples, 0)::int as rows,
      (pg_total_relation_size(oid) / 1024)::int as kib from pg_class
    where relname = any(${tables.map(({ name }) => name)})
      and relnamespace = 'public'::regnamespace order by relname`;
  return {
    kibibytes: counts.reduce((total, { kib }) => total + kib, 0),
    rows: new Map(counts.map(({ name, rows }) => [name, rows])),
    tables: new Map(counts.map(({ name, kib }) => [name, kib])),
  };
}

/** Of which tables there is more now, and by how much: of `rows`, or of KiB (`tables`). */
export function more(
  of: "rows" | "tables",
  before: Held,
  after: Held,
): [table: string, amount: number][] {
  return [...after[of]]
    .map(([table, amount]): [string, number] => [table, amount - (before[of].get(table) ?? 0)])
    .filter(([, amount]) => amount > 0);
}

/**
 * Every run as if it had ended a year ago, and then what Prefect itself forgets of such (its server
 * does once an hour). Workers are to be stopped before.
 */
export async function forgetEndedRuns(sql: Sql, databaseUrl: string): Promise<void> {
  await sql`
    update flow_run set state_type = 'COMPLETED', state_name = 'Completed',
      end_time = now() - interval '1 year'`;
  const connection = databaseUrl.replace(/^postgres(ql)?:/, "postgresql+asyncpg:");
  await mustRun(venvPython, [join(import.meta.dirname, "forget_ended_runs.py")], {
    env: { ...process.env, PREFECT_SERVER_DATABASE_CONNECTION_URL: connection },
  });
}

export function* keptForEver(before: Held, after: Held, answers: number): Generator<Measurement> {
  const left = more("rows", before, after);
  const rows = left.reduce((total, [, more]) => total + more, 0) / answers;
  const where = left.map(([table, more]) => `${table} ${more}`).join(", ");
  const metric = `Prefect's server: rows for ever${where === "" ? "" : ` (${where})`}`;
  yield { metric, value: rows, unit: "1/answer", goal: null };
}
