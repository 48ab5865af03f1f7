/** The relay as a process between a real outbox and a real broker: what it does where either is cut. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres, { type Sql } from "postgres";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import type { OutboxMessage } from "#shared/events/delivery.ts";
import { KAFKA_DEFAULTS } from "#runtime/kafka/kafka-config.ts";
import { createKafkaConsumer } from "../../../callback/consumers/kafka.ts";
import { withAdmin } from "../../provision/kafka/kafka-admin.ts";
import { type KafkaBroker, startKafka } from "../../provision/kafka/kafka-broker.ts";
import { type TestDatabase, createDatabase } from "../../provision/postgres.ts";
import { type RoleProcess, roleProcess } from "../../provision/role-processes.ts";
import { startTcpProxy } from "../../provision/tcp-proxy.ts";
import { SessionFixture, connectAs } from "../sql/session-fixture.ts";
import { kafkaConfig, messagesIn, silentLog } from "./fixture.ts";

const patience = { timeout: 50_000, interval: 50 };
const TOPIC = KAFKA_DEFAULTS.topic;
/** Less than the longest idea: such an event is too large for this broker. */
const MAX_MESSAGE_BYTES = 12_000;

const directory = mkdtempSync(join(tmpdir(), "genesis-relay-"));
let kafka: KafkaBroker;
let database: TestDatabase;
let app: Sql;
let service: Sql;
let owner: Sql;
const relays: RoleProcess[] = [];

beforeAll(async () => {
  kafka = await startKafka();
  const configEntries = [{ name: "max.message.bytes", value: String(MAX_MESSAGE_BYTES) }];
  await withAdmin(kafka.brokers, (admin) =>
    admin.createTopics({ topics: [{ topic: TOPIC, numPartitions: 3, configEntries }] }),
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

async function startRelay(url = database.url): Promise<RoleProcess> {
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
async function sessionOf(events: number): Promise<SessionFixture> {
  const session = await SessionFixture.create(app, service);
  await addEvents(session, events - 1);
  return session;
}

async function addEvents(session: SessionFixture, count: number): Promise<void> {
  for (let added = 0; added < count; added += 1) {
    const { is_pending } = await session.state();
    if (is_pending) await session.accepted("CANCEL_GENERATION");
    else await session.accepted("SUBMIT_IDEA", { idea: `idea ${added}` });
  }
}

interface Row {
  readonly outbox_id: string;
  readonly status: string;
  readonly attempts: number;
}

const rowsOf = async ({ session }: SessionFixture): Promise<readonly Row[]> => [
  ...(await service<Row[]>`
    select outbox_id, status, attempts from event_outbox
    where session_id = ${session} order by outbox_id`),
];
const statuses = async (session: SessionFixture) =>
  (await rowsOf(session)).map(({ status }) => status);
const all = (status: string, count: number) => Array.from({ length: count }, () => status);
const allSent = (session: SessionFixture, count: number) =>
  expect.poll(() => statuses(session), patience).toEqual(all("SENT", count));

/** The versions of a session in the broker as they came, repeats among them. */
async function carried({ session }: SessionFixture): Promise<readonly number[]> {
  const messages = await messagesIn(kafka.brokers, TOPIC);
  return messages.filter((m) => m.session_id === session).map((m) => m.version);
}

/** Nobody can mark the session's rows, until `release`. */
async function holdRows({ session }: SessionFixture) {
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
const nobodyWaits = () =>
  expect
    .poll(async () => {
      // What others wait for is shown to their own user only.
      const [row] = await owner<{ waiting: number }[]>`
        select count(*)::int as waiting from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'`;
      return row?.waiting;
    }, patience)
    .toBe(0);

const log = (relay: RoleProcess) =>
  readFileSync(join(directory, `${relay.name}.log`), "utf8").split("\n");

test("a PENDING row is read back from the broker, and only then it is SENT", async () => {
  const session = await sessionOf(3);
  const hold = await holdRows(session);
  await startRelay();
  await expect.poll(() => carried(session), patience).toEqual(expect.arrayContaining([1, 2, 3]));
  expect(await statuses(session)).toEqual(all("PENDING", 3));
  await hold.release();
  await allSent(session, 3);
});

test("nothing is SENT while the broker is down, and that counts as no attempt of any row", async () => {
  const relay = await startRelay();
  const before = await sessionOf(2);
  await allSent(before, 2);
  await kafka.kill9();
  const session = await sessionOf(4);
  try {
    const faults = () => log(relay).filter((line) => line.includes("event not delivered yet"));
    await expect.poll(() => faults().length, patience).toBeGreaterThan(3);
    expect(await rowsOf(session)).toMatchObject(
      Array.from({ length: 4 }, () => ({ status: "PENDING", attempts: 0 })),
    );
  } finally {
    await kafka.start();
  }
  await allSent(session, 4);
  expect(new Set(await carried(session))).toEqual(new Set([1, 2, 3, 4]));
});

test("a crash between Kafka's acknowledgement and SENT sends the event again, and a consumer handles it once", async () => {
  const session = await sessionOf(3);
  const hold = await holdRows(session);
  const crashed = await startRelay();
  await expect.poll(() => carried(session), patience).toEqual(expect.arrayContaining([1, 2, 3]));
  await crashed.kill9();
  await nobodyWaits();
  await hold.release();
  expect(await statuses(session)).toEqual(all("PENDING", 3));
  const before = await carried(session);

  await startRelay();
  await allSent(session, 3);
  expect(await carried(session)).toEqual([...before, 1, 2, 3]);

  const handled: OutboxMessage[] = [];
  const consumer = createKafkaConsumer(
    { ...kafkaConfig(kafka.brokers), topic: TOPIC },
    async (message) => {
      if (message.session_id === session.session) handled.push(message);
    },
    silentLog,
  );
  await addEvents(session, 1);
  consumer.start();
  try {
    await expect.poll(() => handled.map((m) => m.version), patience).toEqual([1, 2, 3, 4]);
  } finally {
    await consumer.stop();
  }
});

test("a relay that is stopped in its tracks loses its lock, and awake again it sends and marks nothing", async () => {
  const session = await sessionOf(2);
  const hold = await holdRows(session);
  const zombie = await startRelay();
  // It has sent, and is about to mark.
  await expect.poll(() => carried(session), patience).toEqual(expect.arrayContaining([1, 2]));
  zombie.freeze();
  await nobodyWaits();
  await hold.release();
  expect(await statuses(session)).toEqual(all("PENDING", 2));
  await startRelay();
  await allSent(session, 2);
  await addEvents(session, 2);
  await allSent(session, 4);

  zombie.thaw();
  const wakes = () =>
    log(zombie).filter((line) => /standing by|cannot be relayed now/.test(line)).length;
  await expect.poll(wakes, patience).toBeGreaterThan(0);
  await addEvents(session, 2);
  await allSent(session, 6);
  expect((await carried(session)).filter((version) => version > 2)).toEqual([3, 4, 5, 6]);
  expect((await rowsOf(session)).map(({ attempts }) => attempts)).toEqual([1, 1, 1, 1, 1, 1]);
});

test("after kill -9 of the active relay another has delivered what is new within five seconds", async () => {
  const active = await startRelay();
  const first = await sessionOf(1);
  await allSent(first, 1);
  await startRelay();
  await active.kill9();
  const killedAt = performance.now();
  const sessions = await Promise.all(Array.from({ length: 20 }, () => sessionOf(1)));
  await Promise.all(sessions.map((session) => allSent(session, 1)));
  expect(performance.now() - killedAt).toBeLessThan(5_000);
});

test("a transaction held open in another database holds up nothing", async () => {
  await using other = await createDatabase({ empty: true });
  const sql = postgres(other.url, { max: 1 });
  const released = Promise.withResolvers<void>();
  const opened = Promise.withResolvers<void>();
  const holding = sql.begin(async (tx) => {
    await tx`create table held (word text)`;
    await tx`select txid_current()`;
    opened.resolve();
    await released.promise;
  });
  await opened.promise;
  try {
    await startRelay();
    const session = await sessionOf(3);
    await allSent(session, 3);
  } finally {
    released.resolve();
    await holding;
    await sql.end();
  }
});

test("with NOTIFY switched off altogether everything still arrives, by the poll", async () => {
  await owner`create or replace function genesis.wake(p_channel text) returns void
    language sql as ''`;
  await startRelay();
  const session = await sessionOf(3);
  await allSent(session, 3);
  await addEvents(session, 3);
  await allSent(session, 6);
  expect(await carried(session)).toEqual([1, 2, 3, 4, 5, 6]);
});

test("a relay whose every connection carries nothing any more, without a word, goes on by others", async () => {
  await using proxy = await startTcpProxy(() => Number(new URL(database.url).port));
  const relay = await startRelay(proxy.through(database.url));
  const before = await sessionOf(1);
  await allSent(before, 1);
  proxy.blackHole();
  const session = await sessionOf(3);
  await allSent(session, 3);
  const replaced = () => log(relay).some((line) => line.includes("LISTEN connection replaced"));
  await expect.poll(replaced, patience).toBe(true);
});

test("what is committed while the relay cannot reach the database is delivered once it can", async () => {
  await using proxy = await startTcpProxy(() => Number(new URL(database.url).port));
  const relay = await startRelay(proxy.through(database.url));
  const before = await sessionOf(1);
  await allSent(before, 1);
  proxy.refuse();
  const session = await sessionOf(3);
  const faults = () => log(relay).filter((line) => line.includes("cannot be relayed now"));
  await expect.poll(() => faults().length, patience).toBeGreaterThan(1);
  expect(await statuses(session)).toEqual(all("PENDING", 3));
  proxy.accept();
  await allSent(session, 3);
  expect(await carried(session)).toEqual([1, 2, 3]);
});

test("an event that is too large for the broker is FAILED after its tries, its command is ended, and all others go on", async () => {
  const poisoned = await SessionFixture.create(app, service);
  await poisoned.accepted("SUBMIT_IDEA", { idea: "x".repeat(15_000) });
  const others = await Promise.all(Array.from({ length: 5 }, () => sessionOf(3)));
  await startRelay();
  await Promise.all(others.map((session) => allSent(session, 3)));
  expect(await statuses(poisoned)).toEqual(["SENT", "PENDING"]);
  await expect.poll(async () => (await statuses(poisoned))[1], patience).toBe("FAILED");
  const state = await poisoned.state();
  expect(state.is_pending).toBe(false);
  expect(state.last_error).toMatchObject({ code: "EVENT_UNDELIVERABLE" });
  expect(await carried(poisoned)).toEqual([1]);
});
