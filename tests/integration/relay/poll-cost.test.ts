/** What the relay's poll reads, by PostgreSQL's own count of buffers, and when it looks at all. */
import { randomUUID } from "node:crypto";
import { pino } from "pino";
import postgres, { type Sql } from "postgres";
import { Registry } from "prom-client";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { RELAY_DEFAULTS } from "../../../relay/config.ts";
import { keyPartition } from "../../../relay/key-partition.ts";
import { directPublisher } from "../../../relay/publishers/direct.ts";
import { startRelay } from "../../../relay/start-relay.ts";
import { createDatabase, type TestDatabase } from "../../provision/postgres.ts";
import { buffersOf } from "../sql/buffers-of.ts";
import { connectAs, SessionFixture } from "../sql/session-fixture.ts";

const SENT_ROWS = 100_000;
const PENDING_ROWS = 5;

let database: TestDatabase;
let app: Sql;
let service: Sql;
let owner: Sql;

beforeAll(async () => {
  database = await createDatabase();
  app = connectAs(database.url, "genesis_app");
  // One connection: the second call of a function in it finds its plan made.
  service = connectAs(database.url, "genesis_service", 1);
  owner = postgres(database.url, { max: 1, onnotice: () => undefined });
});

afterAll(async () => {
  await Promise.all([app.end(), service.end(), owner.end()]);
  await database.drop();
});

/** The buffers of one poll that begins after an id, in which everything that is PENDING is claimed. */
const pollBuffers = (after: number) =>
  buffersOf(
    () => service`explain (analyze, buffers, format json)
      select genesis.claim_outbox(pg_backend_pid(), 0, 1, 500, 8388608, '{}', '{}', ${after})`,
  );

async function addRows({ session, account }: SessionFixture, from: number, count: number) {
  await service`
    with events as (
      insert into domain_events (session_id, account_id, version, event_type, payload)
      select ${session}, ${account}, n, 'genesis.candidate.selected', '{}'
      from generate_series(${from}::int, ${from + count - 1}::int) n
      returning event_id, session_id, account_id, version
    )
    insert into event_outbox (event_id, session_id, account_id, version)
    select event_id, session_id, account_id, version from events order by version`;
}

it("looks for no rounds where no event refers to one", async () => {
  const session = await SessionFixture.create(app, service);
  await addRows(session, 2, PENDING_ROWS);
  const looks = await service.begin(async (transaction) => {
    await transaction`
      select genesis.claim_outbox(pg_backend_pid(), 0, 1, 500, 8388608, '{}', '{}', 0)`;
    return await transaction<{ scans: number }[]>`
      select (coalesce(seq_scan, 0) + coalesce(idx_scan, 0))::integer as scans
      from pg_stat_xact_all_tables where relname = 'genesis_proposals'`;
  });
  expect(looks).toEqual([{ scans: 0 }]);
  await service`update event_outbox set status = 'SENT', sent_at = now()`;
});

it("asks an event's size and payload without a call for each", async () => {
  const plan = await service<{ "QUERY PLAN": string }[]>`
    explain (verbose) select genesis.event_bytes(e), genesis.event_payload(e) from domain_events e`;
  const text = plan.map((line) => line["QUERY PLAN"]).join("\n");
  expect(text).toContain("pg_column_size");
  expect(text).not.toMatch(/event_bytes\(|event_payload\(/);
});

it(`reads as much with ${SENT_ROWS} SENT rows as with none`, async () => {
  const session = await SessionFixture.create(app, service);
  await addRows(session, 2, PENDING_ROWS - 1);
  const before = await pollBuffers(0);

  await service`update event_outbox set status = 'SENT', sent_at = now()`;
  await addRows(session, PENDING_ROWS + 1, SENT_ROWS);
  await service`update event_outbox set status = 'SENT', sent_at = now() where status = 'PENDING'`;
  const [settled] = await service<{ id: string }[]>`
    select max(outbox_id) as id from event_outbox`;
  await addRows(session, SENT_ROWS + PENDING_ROWS + 1, PENDING_ROWS);
  // As a relay polls that has settled them all, before any VACUUM …
  const after = await pollBuffers(Number(settled?.id));
  // … and as it polls now and then, from the beginning, after what autovacuum does.
  await owner`vacuum (analyze) event_outbox, domain_events`;
  const fromStart = await pollBuffers(0);

  // Each row that is claimed is looked up in the events' index, which was a page and is a tree now.
  expect(after).toBeLessThanOrEqual(before + 6 * PENDING_ROWS);
  expect(fromStart).toBeLessThanOrEqual(before + 6 * PENDING_ROWS);
  expect(before).toBeGreaterThan(0);
});

it("knows each session's partition as the database does", async () => {
  const sessions = Array.from({ length: 300 }, () => randomUUID());
  for (const partitions of [1, 6, 64]) {
    const [row] = await owner<{ numbers: number[] }[]>`
      select array_agg(genesis.key_partition(id, ${partitions}) order by n) as numbers
      from unnest(${sessions}::uuid[]) with ordinality as asked (id, n)`;
    expect(sessions.map((id) => keyPartition(id, partitions))).toEqual(row?.numbers);
  }
});

it("is woken for the partitions of the sessions that a wake names, and for no other", async () => {
  const registry = new Registry();
  const partitions = 8;
  const relay = await startRelay(
    { ...RELAY_DEFAULTS, databaseUrl: database.url, partitions, pollIntervalMs: 60_000 },
    directPublisher(async () => undefined),
    { log: pino({ level: "silent" }), registry },
  );
  const notified = async (): Promise<number> => {
    const text = await registry.getSingleMetricAsString("genesis_relay_wakes_total");
    return Number(/reason="notify"\} (\d+)/.exec(text)?.[1] ?? 0);
  };
  const [one, other] = [0, 1].map((n) => {
    const of = () => randomUUID();
    let session: string = of();
    while (keyPartition(session, partitions) !== n) session = of();
    return session;
  });
  try {
    await vi.waitFor(() => expect(relay.held()).toHaveLength(partitions));
    // What its start has woken may still be counted in the first tries.
    await vi.waitFor(async () => {
      const before = await notified();
      for (const [n, session] of [one, other].entries()) {
        await owner`select genesis.wake('events', ${session ?? ""})`;
        await vi.waitFor(async () => expect(await notified()).toBeGreaterThan(before + n));
      }
      expect(await notified()).toBe(before + 2);
    });
  } finally {
    await relay.stop();
  }
});
