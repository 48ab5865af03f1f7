/** What a studio holds at a moment: rows of every table, memory and open files of every part. */
import { readdirSync } from "node:fs";
import type { Sql } from "postgres";
import { usageOf } from "../../../bench/roles/usage.ts";
import { processTree } from "../../provision/process-tree.ts";
import type { System } from "../resume/system.ts";

/** By names that end with their unit, as the judge reads them. */
export async function held(
  system: System,
  genesis: Sql,
  prefect: Sql,
): Promise<Record<string, number>> {
  const { edge, relay, callback, flows } = system.roles;
  const parts = {
    ...{ edge: edge.pid, relay: relay.pid, callback: callback.pid, flows: flows.pid },
    ...{ "Prefect's server": system.prefect.pid ?? 0 },
  };
  const values: Record<string, number> = {};
  for (const [name, pid] of Object.entries(parts)) {
    values[`${name} MiB`] = usageOf(pid).mebibytes;
    values[`${name} files`] = openFiles(pid);
  }
  for (const [whose, sql] of Object.entries({ studio: genesis, Prefect: prefect })) {
    for (const [table, rows] of await rowsOf(sql)) values[`${whose}: ${table} rows`] = rows;
  }
  return values;
}

async function rowsOf(sql: Sql): Promise<[string, number][]> {
  const tables = await sql<{ schema: string; name: string }[]>`
    select nspname as schema, relname as name from pg_class
      join pg_namespace n on n.oid = relnamespace
    where relkind = 'r' and nspname not in ('pg_catalog', 'information_schema') order by 1, 2`;
  const counts: [string, number][] = [];
  for (const { schema, name } of tables) {
    const [row] = await sql<{ rows: number }[]>`
      select count(*)::int as rows from ${sql(schema)}.${sql(name)}`;
    counts.push([name, row?.rows ?? 0]);
  }
  return counts;
}

function openFiles(pid: number): number {
  return processTree(pid).reduce((total, { pid: each }) => {
    try {
      return total + readdirSync(`/proc/${each}/fd`).length;
    } catch {
      // It has ended meanwhile.
      return total;
    }
  }, 0);
}
