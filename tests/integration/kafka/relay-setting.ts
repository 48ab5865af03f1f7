/** Relays as processes between a database of each test's own and a broker. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres, { type Sql } from "postgres";
import { afterAll, afterEach, beforeAll, beforeEach, expect } from "vitest";
import { KAFKA_DEFAULTS } from "#runtime/kafka/kafka-config.ts";
import { withAdmin } from "../../provision/kafka/kafka-admin.ts";
import { type KafkaBroker, startKafka } from "../../provision/kafka/kafka-broker.ts";
import { type TestDatabase, createDatabase } from "../../provision/postgres.ts";
import { type RoleProcess, roleProcess } from "../../provision/role-processes.ts";
import { SessionFixture, connectAs } from "../sql/session-fixture.ts";
import { messagesIn } from "./fixture.ts";

export const patience = { interval: 50 };
export const TOPIC = KAFKA_DEFAULTS.topic;
/** Less than the longest idea: such an event is too large for this broker. */
const MAX_MESSAGE_BYTES = 12_000;

export const directory = mkdtempSync(join(tmpdir(), "genesis-relay-"));
export let kafka: KafkaBroker;
export let database: TestDatabase;
export let app: Sql;
export let service: Sql;
export let owner: Sql;
export const relays: RoleProcess[] = [];

beforeAll(async () => {
  kafka = await startKafka();
  const configEntries = [{ name: "max.message.bytes", value: String(MAX_MESSAGE_BYTES) }];
  await withAdmin(kafka.brokers, (admin) =>
    admin.createTopics({
      topics: [{ topic: TOPIC, numPartitions: 3, configEntries }],
      // Its first look for leaders may meet a broker that has not heard of the topic yet, and throws.
      waitForLeaders: false,
    }),
  );
});
beforeEach(async () => {
  database = await createDatabase();
  app = connectAs(database.url, "genesis_app");
  service = connectAs(database.url, "genesis_service");
  owner = postgres(database.url, { max: 1, onnotice: () => undefined });
});
afterEach(async () => {
  await Promise.all(relays.splice(0).map((relay) => relay.kill9()));
  await Promise.all([app.end(), service.end(), owner.end()]);
  await database.drop();
});
afterAll(async () => {
  await kafka.stop();
  rmSync(directory, { recursive: true, force: true });
});

export async function startRelay(url = database.url): Promise<RoleProcess> {
  const relay = await roleProcess({
    role: "relay",
    name: `relay-${database.url.slice(-6)}-${relays.length + 1}`,
    directory,
    env: { DATABASE_URL: url, KAFKA_BROKERS: kafka.brokers.join(",") },
  });
  relays.push(relay);
  await relay.start();
  return relay;
}

/** A session with so many events; nobody is notified of them. */
export async function sessionOf(events: number): Promise<SessionFixture> {
  const session = await SessionFixture.create(app, service);
  await addEvents(session, events - 1);
  return session;
}

export async function addEvents(session: SessionFixture, count: number): Promise<void> {
  for (let added = 0; added < count; added += 1) {
    const { is_pending } = await session.state();
    if (is_pending) await session.accepted("CANCEL_GENERATION");
    else await session.accepted("SUBMIT_IDEA", { idea: `idea ${added}` });
  }
}

export interface Row {
  readonly outbox_id: string;
  readonly status: string;
  readonly attempts: number;
}

export const rowsOf = async ({ session }: SessionFixture): Promise<readonly Row[]> => [
  ...(await service<Row[]>`
    select outbox_id, status, attempts from event_outbox
    where session_id = ${session} order by outbox_id`),
];
export const statuses = async (session: SessionFixture) =>
  (await rowsOf(session)).map(({ status }) => status);
export const all = (status: string, count: number) => Array.from({ length: count }, () => status);
export const allSent = (session: SessionFixture, count: number) =>
  expect.poll(() => statuses(session), patience).toEqual(all("SENT", count));

/** The versions of a session in the broker as they came, repeats among them. */
export async function carried({ session }: SessionFixture): Promise<readonly number[]> {
  const messages = await messagesIn(kafka.brokers, TOPIC);
  return messages.filter((m) => m.session_id === session).map((m) => m.version);
}

/** Nobody can mark the session's rows, until `release`. */
export async function holdRows({ session }: SessionFixture) {
  const sql = connectAs(database.url, "genesis_service", 1);
  const released = Promise.withResolvers<void>();
  const held = Promise.withResolvers<void>();
  const holding = sql.begin(async (tx) => {
    await tx`select from event_outbox where session_id = ${session} for update`;
    held.resolve();
    await released.promise;
  });
  await held.promise;
  return {
    release: async () => {
      released.resolve();
      await holding;
      await sql.end();
    },
  };
}

/** Whoever waits to mark a row gives up after its lock_timeout; of a dead one nothing comes after that. */
export const nobodyWaits = () =>
  expect
    .poll(async () => {
      // What others wait for is shown to their own user only.
      const [row] = await owner<{ waiting: number }[]>`
        select count(*)::int as waiting from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'`;
      return row?.waiting;
    }, patience)
    .toBe(0);

export const log = (relay: RoleProcess) =>
  readFileSync(join(directory, `${relay.name}.log`), "utf8").split("\n");
