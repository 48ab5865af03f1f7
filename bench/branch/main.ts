/**
 * What going elsewhere in a long log costs, on one embedded PostgreSQL: a branch at version 1,000 of
 * 10,000 events, the provenance of a field, the state of such a session, and finding a text in 1,000
 * books. Each figure is the median of its calls, made as the edge makes them.
 */
import { randomBytes, randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { Sql } from "postgres";
import { type Measurement, median } from "../measurement.ts";
import { startOwnDatabase } from "../own-database.ts";

const EVENTS = 10_000;
const BRANCH_AT = 1_000;
const BOOKS = 1_000;
const CALLS = 9;

async function timed(call: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let n = 0; n < CALLS; n += 1) {
    const startedAt = performance.now();
    await call();
    times.push(performance.now() - startedAt);
  }
  return median(times);
}

async function open(sql: Sql, account: string): Promise<string> {
  const [row] = await sql<{ id: string }[]>`
    select genesis.create_session(${account}, '', 'en', null, null) #>> '{state,session_id}' as id`;
  if (row === undefined) throw new Error("create_session returned no row");
  return row.id;
}

function sqlFile(name: string): Promise<string> {
  return readFile(new URL(name, import.meta.url), "utf8");
}

/** Every tenth event is a whole content by hand, made from the one before: a field has a long way. */
async function fill(sql: Sql, account: string, session: string, commands: number): Promise<void> {
  const small = await sqlFile("fill-log.sql");
  let from: object = {};
  for (let sent = 0; sent < commands; sent += 10) {
    if (sent + 10 <= commands) {
      const hex = (bytes: number) => randomBytes(bytes).toString("hex");
      const content = {
        title: `round ${sent}`,
        premise: hex(960),
        facts: [{ label: "who", text: hex(320) }],
      };
      const payload = JSON.stringify({ stage: "STORY_CONCEPTION", content, ...from });
      const [row] = await sql<{ ids: object }[]>`
        select genesis.accept_command(${account}, ${session}, 'SAVE_CANDIDATE', ${payload}::text::jsonb,
          null, null, null) #> '{answer,result}' as ids`;
      from = row?.ids ?? {};
    }
    await sql.unsafe(small, [account, session, Math.min(9, commands - sent)]);
  }
}

/** `genesis_proposals` with its texts, in bytes. */
async function stored(sql: Sql): Promise<number> {
  const [row] = await sql<{ bytes: number }[]>`
    select coalesce(sum(pg_column_size(candidates)), 0)::float8 as bytes from genesis_proposals`;
  return row?.bytes ?? Number.NaN;
}

export async function* run(): AsyncIterable<Measurement> {
  await using database = await startOwnDatabase();
  const { owner, app } = database;
  const account = randomUUID();
  const long = await open(app, account);
  await fill(app, account, long, EVENTS - 1);
  await owner`analyze`;
  const before = await stored(owner);
  const figure = (metric: string, value: number, unit: string, goal: string | null) =>
    ({ metric, value, unit, goal }) satisfies Measurement;
  yield figure(
    "branch_at_1000_of_10000",
    await timed(
      () => app`select genesis.branch_session(${account}, ${long}, ${BRANCH_AT}, null, null)`,
    ),
    "ms",
    "< 300",
  );
  yield figure("text_bytes_added_by_branches", (await stored(owner)) - before, "bytes", "= 0");
  yield figure(
    "branch_at_the_end",
    await timed(
      () => app`select genesis.branch_session(${account}, ${long}, ${EVENTS}, null, null)`,
    ),
    "ms",
    null,
  );
  yield figure(
    "provenance",
    await timed(
      () => app`select genesis.provenance(${account}, ${long}, 'STORY_CONCEPTION', '/premise')`,
    ),
    "ms",
    "< 50",
  );
  for (const [metric, version] of [
    ["past_at_1000_of_10000", BRANCH_AT],
    ["past_at_the_end", EVENTS],
  ] as const) {
    yield figure(
      metric,
      await timed(() => app`select genesis.past_state(${account}, ${long}, ${version})`),
      "ms",
      null,
    );
  }
  yield figure(
    "state",
    await timed(() => app`select genesis.session_state(${account}, ${long})`),
    "ms",
    null,
  );
  const shelf = randomUUID();
  await app.unsafe(await sqlFile("fill-shelf.sql"), [shelf, BOOKS]);
  await owner`analyze`;
  for (const [metric, text] of [
    ["search_1000_books", "no such text anywhere"],
    ["search_1000_books_by_title", "name 12"],
  ] as const) {
    yield figure(
      metric,
      await timed(() => app`select genesis.list_sessions(${shelf}, null, 50, ${text}, false)`),
      "ms",
      "< 100",
    );
  }
  yield figure(
    "shelf_of_1000_books",
    await timed(() => app`select genesis.list_sessions(${shelf}, null, 50, null, false)`),
    "ms",
    null,
  );
}
