/**
 * A command reads as much for an account with thousands of sessions as for one with none, also
 * before PostgreSQL has statistics: by its own count of buffers.
 */
import { randomUUID } from "node:crypto";
import postgres, { type Sql } from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { type TestDatabase, createDatabase } from "../../provision/postgres.ts";
import { connectAs } from "./session-fixture.ts";

const SESSIONS = 3_000;

let database: TestDatabase;
let app: Sql;
let owner: Sql;

beforeAll(async () => {
  database = await createDatabase();
  // One connection, which keeps the plans of its first commands, as the edge's do.
  app = connectAs(database.url, "genesis_app", 1);
  owner = postgres(database.url, { max: 1, onnotice: () => {} });
  for (const table of ["genesis_sessions", "genesis_stages", "command_inbox", "domain_events"]) {
    await owner`alter table ${owner(table)} set (autovacuum_enabled = false)`;
  }
});
afterAll(async () => {
  await Promise.all([app.end(), owner.end()]);
  await database.drop();
});

const explained = z
  .tuple([
    z.object({
      "QUERY PLAN": z.tuple([z.object({ Plan: z.looseObject({ "Shared Hit Blocks": z.int() }) })]),
    }),
  ])
  .transform(([row]) => row["QUERY PLAN"][0].Plan["Shared Hit Blocks"]);

async function openSessions(account: string, count: number): Promise<string[]> {
  const rows = await owner<{ id: string }[]>`
    select genesis.create_session(${account}, null, 'en', null, null) -> 'state' ->> 'session_id' as id
    from generate_series(1, ${count}::int)`;
  return rows.map((row) => row.id);
}

const CALLS = {
  "a command": "accept_command($1, $2, 'SUBMIT_IDEA', '{\"idea\": \"x\"}', null, null, null)",
  "the state": "session_state($1, $2)",
  "the log": "list_events($1, $2, 0, 10)",
  "the stream's place": "stream_position($1, $2)",
};

async function leastBuffers(
  call: string,
  account: string,
  sessions: readonly string[],
): Promise<number> {
  const buffers: number[] = [];
  for (const session of sessions) {
    const statement = `explain (analyze, buffers, format json) select genesis.${call}`;
    buffers.push(explained.parse([...(await app.unsafe(statement, [account, session]))]));
  }
  return Math.min(...buffers);
}

const eachCall = async (account: string, sessions: readonly string[]) => {
  const figures: [string, number][] = [];
  for (const [name, call] of Object.entries(CALLS)) {
    figures.push([name, await leastBuffers(call, account, sessions)]);
  }
  return figures;
};

// All in one: a plan is made badly only while its tables are still small.
// Before PostgreSQL 18 each call plans its functions anew: two minutes.
test("reads no more pages once its account has thousands of sessions", async () => {
  const account = randomUUID();
  const few = await eachCall(account, await openSessions(account, 10));
  const many = await eachCall(account, (await openSessions(account, SESSIONS)).slice(-10));
  // A deeper index costs a page a look-up; all sessions of the account would be fifty and more.
  const grown = many.filter(([, pages], index) => pages > (few[index]?.[1] ?? 0) + 25);
  expect(grown).toEqual([]);
}, 240_000);
