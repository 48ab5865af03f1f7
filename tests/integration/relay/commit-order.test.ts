/** An outbox id that becomes visible after higher ones, from a transaction that took its id last of all. */
import postgres, { type Sql, type TransactionSql } from "postgres";
import { afterEach, beforeEach, expect, it } from "vitest";
import { RELAY_DEFAULTS } from "../../../relay/config.ts";
import { type Outbox, openOutbox } from "../../../relay/outbox.ts";
import { createDatabase, type TestDatabase } from "../../provision/postgres.ts";
import { connectAs, SessionFixture } from "../sql/session-fixture.ts";

let database: TestDatabase;
let app: Sql;
let service: Sql;
let owner: Sql;
let outbox: Outbox;

beforeEach(async () => {
  database = await createDatabase();
  app = connectAs(database.url, "genesis_app");
  service = connectAs(database.url, "genesis_service");
  owner = postgres(database.url, { max: 2, onnotice: () => undefined });
  outbox = openOutbox({ ...RELAY_DEFAULTS, databaseUrl: database.url, partitions: 1 });
});

afterEach(async () => {
  await outbox.stop();
  await Promise.all([app.end(), service.end(), owner.end()]);
  await database.drop();
});

const submitIdea = async (sql: TransactionSql, { account, session }: SessionFixture) =>
  sql`select genesis.accept_command(${account}, ${session}, 'SUBMIT_IDEA',
    '{"idea": "A lighthouse keeper"}'::jsonb, null, null, null)`;

/** What goes now, marked as the relay does. */
async function relayed(): Promise<readonly string[]> {
  const { messages } = await outbox.claim(100, []);
  if (messages.length > 0) await outbox.markSent(messages.map((m) => m.outbox_id));
  return messages.map((m) => `${m.session_id} ${m.version}`);
}

it("goes before its session's next one, whatever higher ids were SENT meanwhile", async () => {
  const slow = await SessionFixture.create(app, service);
  const quick = await SessionFixture.create(app, service);
  expect(await outbox.takeLock()).toBe("HELD");
  expect(await relayed()).toEqual([`${slow.session} 1`, `${quick.session} 1`]);

  // The quick one has its transaction id first and its outbox id second.
  const hasId = Promise.withResolvers<void>();
  const mayGoOn = Promise.withResolvers<void>();
  const quickly = owner.begin(async (sql) => {
    await sql`select pg_current_xact_id()`;
    hasId.resolve();
    await mayGoOn.promise;
    await submitIdea(sql, quick);
  });
  await hasId.promise;
  await owner.begin(async (sql) => {
    await submitIdea(sql, slow);
    mayGoOn.resolve();
    await quickly;
    expect(await relayed()).toEqual([`${quick.session} 2`]);
    expect(await relayed()).toEqual([]);
    expect(await relayed()).toEqual([]);
  });
  await slow.accepted("CANCEL_GENERATION");
  expect(await relayed()).toEqual([`${slow.session} 2`, `${slow.session} 3`]);
});
