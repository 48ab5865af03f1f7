/** What the relay's poll reads, by PostgreSQL's own count of buffers. */
import postgres, { type Sql } from "postgres";
import { afterAll, beforeAll, expect, it } from "vitest";
import { z } from "zod";
import { createDatabase, type TestDatabase } from "../../provision/postgres.ts";
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

const explained = z
  .tuple([
    z.object({
      "QUERY PLAN": z.tuple([
        z.object({
          Plan: z.looseObject({ "Shared Hit Blocks": z.int(), "Shared Read Blocks": z.int() }),
        }),
      ]),
    }),
  ])
  .transform(([row]) => row["QUERY PLAN"][0].Plan)
  .transform((plan) => plan["Shared Hit Blocks"] + plan["Shared Read Blocks"]);

/** The buffers of one poll that begins after an id, in which everything that is PENDING is claimed. */
async function pollBuffers(after: number): Promise<number> {
  const poll = async () =>
    explained.parse([
      ...(await service`explain (analyze, buffers, format json)
        select genesis.claim_outbox(pg_backend_pid(), 0, 1, 500, 8388608, '{}', '{}',
          ${after})`),
    ]);
  // The first looks up the catalogue and makes the plans.
  const buffers = [await poll(), await poll(), await poll()];
  return Math.min(...buffers);
}

async function addRows({ session, account }: SessionFixture, from: number, count: number) {
  await service`
    with events as (
      insert into domain_events (session_id, account_id, version, event_type, payload)
      select ${session}, ${account}, n, 'genesis.candidate.selected', '{}'
      from generate_series(${from}::int, ${from + count - 1}::int) n
      returning event_id, session_id, account_id, version
    )
    insert into event_outbox (event_id, session_id, account_id)
    select event_id, session_id, account_id from events order by version`;
}

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
