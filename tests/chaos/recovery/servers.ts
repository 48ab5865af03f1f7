/** What a chaos run has the administrator of its PostgreSQL servers do. */
import postgres from "postgres";
import { pause } from "#runtime/work/pause.ts";
import type { EmbeddedPostgres } from "../../../local/postgres/embedded-postgres.ts";

/** @param url a superuser's */
export async function ask<T>(url: string, work: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    return await work(sql);
  } finally {
    await sql.end({ timeout: 2 });
  }
}

/** While this server is the primary a commit is answered once a standby has it. */
export function beSynchronous({ adminUrl }: EmbeddedPostgres): Promise<void> {
  return ask(adminUrl, async (sql) => {
    await sql`alter system set synchronous_standby_names = 'ANY 1 (*)'`;
    await sql`select pg_reload_conf()`;
  });
}

/** Resolves once so many standbys follow this primary. */
export function followed({ adminUrl }: EmbeddedPostgres, standbys: number): Promise<void> {
  return ask(adminUrl, (sql) =>
    until(async () => (await sql`select from pg_stat_replication`).length === standbys),
  );
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; !(await isSo()); tries += 1) {
    if (tries > 100) throw new Error("a standby does not follow its primary");
    await pause(100);
  }
}
