/**
 * An event of an older payload version, through every reader of the log. The event type is this
 * test's own: its version 1 has one `name`, its version 2 a list of `names`, its version 3 counts them.
 */
import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import postgres, { type Sql } from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { repositoryRoot } from "../../../local/repository-root.ts";
import { createDatabase, type TestDatabase } from "../../provision/postgres.ts";
import { SessionFixture, connectAs } from "./session-fixture.ts";

let database: TestDatabase;
let app: Sql;
let service: Sql;
let owner: Sql;
let session: SessionFixture;

beforeAll(async () => {
  database = await createDatabase();
  app = connectAs(database.url, "genesis_app");
  service = connectAs(database.url, "genesis_service", 1);
  owner = postgres(database.url, { max: 1, onnotice: () => {} });
  // What a developer does who changes this type's shape twice.
  const versions = await readFile(
    join(repositoryRoot, "sql/functions/events/payload_version.sql"),
    "utf8",
  );
  await owner.unsafe(versions.replace("'{", `'{ "genesis.cast.named": 3,`));
  await owner.unsafe(`
    create function genesis.upcast_cast_named_1(payload jsonb) returns jsonb language sql immutable as $$
      select jsonb_build_object('names', jsonb_build_array(payload -> 'name')) $$;
    create function genesis.upcast_cast_named_2(payload jsonb) returns jsonb language sql immutable as $$
      select payload || jsonb_build_object('count', jsonb_array_length(payload -> 'names')) $$;
    grant execute on function genesis.upcast_cast_named_1(jsonb), genesis.upcast_cast_named_2(jsonb)
      to genesis_app, genesis_service`);
  session = await SessionFixture.create(app, service);
});
afterAll(async () => {
  await Promise.all([app.end(), service.end(), owner.end()]);
  await database.drop();
});

const stored = [
  { version: 2, payload_version: 1, payload: { name: "Mara" } },
  { version: 3, payload_version: 2, payload: { names: ["Mara", "Ilja"] } },
  { version: 4, payload_version: 3, payload: { names: ["Noé"], count: 1 } },
];
const read = [
  { names: ["Mara"], count: 1 },
  { names: ["Mara", "Ilja"], count: 2 },
  { names: ["Noé"], count: 1 },
];

interface ReadEvent {
  readonly event_type: string;
  readonly payload: unknown;
}
const named = (events: readonly ReadEvent[]) =>
  events.filter((event) => event.event_type === "genesis.cast.named").map((event) => event.payload);

test("events of every older version are read in the present one, by list, stream and relay", async () => {
  for (const { version, payload_version, payload } of stored) {
    const event = randomUUID();
    await service`
      insert into domain_events
        (event_id, session_id, account_id, version, event_type, payload_version, payload)
      values (${event}, ${session.session}, ${session.account}, ${version}, 'genesis.cast.named',
        ${payload_version}, ${JSON.stringify(payload)}::text::jsonb)`;
    await service`insert into event_outbox (event_id, session_id, account_id, version)
      values (${event}, ${session.session}, ${session.account}, ${version})`;
  }
  const [list] = await app<{ page: { events: ReadEvent[] } }[]>`
    select genesis.list_events(${session.account}, ${session.session}, 0, 500) as page`;
  expect(named(list?.page.events ?? [])).toEqual(read);

  const [stream] = await service<{ pages: { events: ReadEvent[] }[] }[]>`
    select genesis.events_since(
      jsonb_build_array(jsonb_build_array(${session.session}::text, 0)), 500) as pages`;
  expect(named(stream?.pages[0]?.events ?? [])).toEqual(read);

  const [outbox] = await service<{ claimed: { messages: ReadEvent[] } }[]>`
    select genesis.claim_outbox(pg_backend_pid(), 0, 1, 500, 1000000, '{}', '{}') as claimed`;
  expect(named(outbox?.claimed.messages ?? [])).toEqual(read);
});

test("a new event carries its type's present version, and what is stored stays as it was", async () => {
  await service`select genesis.append_event(${session.session}, ${session.account}, 5,
    'genesis.cast.named', '{"names": [], "count": 0}', null, null)`;
  const rows = await service<{ payload_version: number; payload: unknown }[]>`
    select payload_version, payload from domain_events
    where session_id = ${session.session} order by version`;
  expect(rows.map((row) => row.payload_version)).toEqual([1, 1, 2, 3, 3]);
  expect(rows[1]?.payload).toEqual({ name: "Mara" });
});

test("no function reads a stored payload past its version", async () => {
  // The relay measures how much it takes at once; referred_payload is a part of event_payload;
  // copy_log makes the same events again, of the versions that they are of;
  // measure_storage and past_state look for a round's id, and an edition, which are where they were in
  // every version (rounds_of);
  // log_line takes an event away as it was stored and hashed.
  const rows = await owner<{ name: string }[]>`
    select proname as name from pg_proc
    where pronamespace = 'genesis'::regnamespace and prosrc ~ 'domain_events'
      and proname not in ('referred_payload', 'measure_storage', 'past_state', 'copy_log', 'log_line')
      and replace(prosrc, 'pg_column_size(e.payload)', '') ~ '\\m[de]\\.payload\\M' order by 1`;
  expect(rows).toEqual([]);
});

test("each version of each type has the step that leads to it", async () => {
  const [row] = await owner<{ source: string }[]>`
    select prosrc as source from pg_proc where proname = 'payload_version'`;
  const versions = row?.source.match(/'(\{[^}]*\})'::jsonb/)?.[1] ?? "";
  for (const [type, version] of Object.entries<number>(JSON.parse(versions))) {
    for (let step = 1; step < version; step += 1) {
      const name = `upcast_${type.replace(/^genesis\./, "").replaceAll(".", "_")}_${step}`;
      const found = await owner`select from pg_proc where proname = ${name}`;
      expect(found, name).toHaveLength(1);
    }
  }
});
