/** Who asks what happened lately reads pages that are new, wherever the log has put its rows. */
import postgres, { type Sql } from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { database, service, session } from "./one-session.ts";
import { buffersOf } from "./buffers-of.ts";

const OLD_EVENTS = 8_000;
const NEW_EVENTS = 400;

let owner: Sql;
beforeAll(() => {
  owner = postgres(database.adminUrl, { max: 1, onnotice: () => {} });
});
afterAll(() => owner.end());

/** The session's events after its first, of which nobody asks any more. */
async function addOldEvents(): Promise<void> {
  await owner`
    insert into domain_events (event_id, session_id, account_id, version, event_type, payload)
    select uuidv7(-interval '2 days' + n * interval '1 second'), ${session.session}, ${session.account}, n,
      'genesis.candidate.selected', '{}'
    from generate_series(2, ${OLD_EVENTS + 1}::integer) n`;
}

test("new events whose rows lie wherever the log has room are found by the outbox's", async () => {
  await addOldEvents();
  // As erased sessions leave it: in most pages there is room for a row.
  await owner`set session_replication_role = 'replica'`;
  await owner`
    delete from domain_events where session_id = ${session.session} and version > 1 and version % 16 = 0`;
  await owner`vacuum domain_events`;
  await service`
    with events as (
      insert into domain_events (session_id, account_id, version, event_type, payload)
      select ${session.session}, ${session.account}, n, 'genesis.candidate.selected', '{}'
      from generate_series(${OLD_EVENTS + 2}::integer, ${OLD_EVENTS + 1 + NEW_EVENTS}::integer) n
      returning event_id, session_id, account_id, version
    )
    insert into event_outbox (event_id, session_id, account_id, version)
    select event_id, session_id, account_id, version from events`;
  const [apart] = await owner<{ pages: number }[]>`
    select count(distinct (ctid::text::point)[0])::integer as pages from domain_events
    where event_id > uuidv7(-interval '1 minute')`;
  expect(apart?.pages).toBeGreaterThan(100);

  const work = await service<{ recent: { moved: [string, number][] } }[]>`
    select genesis.recent_work(60000) as recent`;
  expect(work[0]?.recent.moved).toEqual([[session.session, OLD_EVENTS + 1 + NEW_EVENTS]]);
  const read = await buffersOf(
    () => owner`explain (analyze, buffers, format json) select genesis.recent_work(60000)`,
  );
  expect(read).toBeLessThan(50);
  const measured = await owner`select genesis.measure_storage('1 minute', 500) as measured`;
  expect(measured).toEqual([{ measured: { measured: 1 } }]);
});
