/** A round of a test's session, what deletes and restores it, and what of it is left. */
import postgres, { type Sql } from "postgres";
import { afterAll, beforeAll, beforeEach } from "vitest";
import { createServiceDatabase } from "#runtime/postgres/service-database.ts";
import { app, database, session } from "./one-session.ts";

export const DAY_MS = 24 * 60 * 60 * 1_000;
const CONTENT = { title: "t", logline: "l", facts: [], why: "w", open_questions: [] };

export let owner: Sql;
export let relay: ReturnType<typeof createServiceDatabase>;

beforeAll(() => {
  owner = postgres(database.url, { max: 2, onnotice: () => {} });
  relay = createServiceDatabase({
    url: database.url,
    applicationName: "deletion test",
    maxConnections: 1,
    deadlineMs: 10_000,
    lockTimeoutMs: 2_000,
  });
});
afterAll(async () => {
  await Promise.all([owner.end(), relay.stop()]);
});
beforeEach(async () => {
  await session.generate("REQUEST_INSPIRATION", {}, [CONTENT]);
});

export const remove = (account = session.account) => outcomeOf("delete_session", account);
export const restore = (account = session.account) => outcomeOf("restore_session", account, 30);

export async function outcomeOf(
  name: string,
  ...args: (string | number)[]
): Promise<string | undefined> {
  const [account = "", ...rest] = args;
  const all = [account, session.session, ...rest];
  const places = all.map((_, index) => `$${index + 1}`).join(", ");
  const [row] = await app.unsafe<{ answer: { outcome: string } }[]>(
    `select genesis.${name}(${places}) as answer`,
    all,
  );
  return row?.answer.outcome;
}

/** As if that had happened so many days ago, its events published since. */
export async function daysAgo(days: number): Promise<void> {
  await owner`update genesis_sessions set deleted_at = deleted_at - make_interval(days => ${days})`;
  await owner`update accounts set deleted_at = deleted_at - make_interval(days => ${days})`;
  await owner`update event_outbox set status = 'SENT', sent_at = now() where status = 'PENDING'`;
}

/** Tables with that column in which a row still has that value. */
export async function leftIn(
  column: "session_id" | "account_id",
  value: string,
): Promise<string[]> {
  const left: string[] = [];
  for (const name of await tablesWith(column)) {
    const rows = await owner`select from ${owner(name)} where ${owner(column)} = ${value}`;
    if (rows.length > 0) left.push(name);
  }
  return left;
}

export async function tablesWith(column: string): Promise<string[]> {
  const rows = await owner<{ name: string }[]>`
    select c.table_name as name from information_schema.columns c
    join information_schema.tables t using (table_schema, table_name)
    where c.table_schema = 'public' and t.table_type = 'BASE TABLE' and c.column_name = ${column}
    order by 1`;
  return rows.map(({ name }) => name);
}

export async function eventTypes(): Promise<string[]> {
  const rows = await owner<{ event_type: string }[]>`
    select event_type from domain_events where session_id = ${session.session} order by version`;
  return rows.map(({ event_type }) => event_type);
}
