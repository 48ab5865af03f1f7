/** What is asked again and again looks at what happens and at what is due, whatever else is stored. */
import { readFile } from "node:fs/promises";
import postgres, { type Sql } from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { CALLS } from "../../../bench/store/calls.ts";
import { createOriginals, fillStore } from "../../../bench/store/fill.ts";
import { app, database, service } from "./one-session.ts";
import { rowsLookedAt } from "./rows-looked-at.ts";
import { SessionFixture } from "./session-fixture.ts";

const SMALL = 100;
const LARGE = 2_000;
/** Other sessions of the test itself, and what came of them in the last minutes. */
const OF_THE_TEST = 400;

let owner: Sql;
beforeAll(() => {
  owner = postgres(database.adminUrl, { max: 1, onnotice: () => {} });
});
afterAll(() => owner.end());

const due = new URL("../../../bench/store/due.sql", import.meta.url);

/** By the name of each call: the rows that its statements, and those of what they call, look at. */
async function looks(): Promise<ReadonlyMap<string, number>> {
  await owner`update event_outbox set status = 'SENT', sent_at = now() where status = 'PENDING'`;
  const subject = await SessionFixture.create(app, service);
  const looked = new Map<string, number>();
  for (const { name, ask } of CALLS) {
    if (name === "prune_outbox") {
      await owner`update event_outbox set status = 'SENT', sent_at = now() where status = 'PENDING'`;
      await owner.unsafe(await readFile(due, "utf8"), [subject.account, subject.session]);
    }
    looked.set(name, await rowsLookedAt(database.adminUrl, (sql) => ask(sql, subject)));
  }
  return looked;
}

test(`with ${LARGE} finished and ${LARGE} waiting sessions as with ${SMALL}`, async () => {
  const originals = await createOriginals(app, service);
  const fill = (count: number, from: number) =>
    fillStore(owner, originals, { finished: count, waiting: count, kept: count }, from);
  await fill(SMALL, 0);
  const small = await looks();
  await fill(LARGE, SMALL);
  const grown = [...(await looks())].filter(
    ([name, rows]) => rows > (small.get(name) ?? 0) + OF_THE_TEST,
  );
  expect(grown).toEqual([]);
  // It was all there, and what was due is gone.
  const [left] = await owner<{ sessions: number; overdue: number }[]>`
    select (select count(*)::int from genesis_sessions) as sessions,
      (select count(*)::int from genesis_sessions where deleted_at < now() - interval '30 days') as overdue`;
  expect(left?.sessions).toBeGreaterThan(2 * LARGE);
  expect(left?.overdue).toBe(0);
});

test("what goes by settings, not by statistics, is planned once a connection and not at each call", async () => {
  const planned = await owner<{ name: string }[]>`
    select proname as name from pg_proc
    where 'enable_seqscan=off' = any(proconfig)
      and not 'plan_cache_mode=force_generic_plan' = any(proconfig)`;
  expect(planned.map(({ name }) => name)).toEqual([]);
});

test("each foreign key is found by an index when what it refers to is deleted", async () => {
  const unindexed = await owner<{ key: string }[]>`
    select conname as key from pg_constraint k
    where contype = 'f' and connamespace = 'public'::regnamespace and not exists (
      select from pg_index i where i.indrelid = k.conrelid and i.indpred is null
        and (i.indkey::int2[])[0:cardinality(k.conkey) - 1] @> k.conkey)`;
  expect(unindexed.map(({ key }) => key)).toEqual([]);
});
