/** The relay as a process between a real outbox and a real broker: what it does where either is cut. */
import postgres from "postgres";
import { expect, test } from "vitest";
import type { OutboxMessage } from "#shared/events/delivery.ts";
import { createKafkaConsumer } from "../../../callback/consumers/kafka.ts";
import { createDatabase } from "../../provision/postgres.ts";
import { startTcpProxy } from "../../provision/tcp-proxy.ts";
import { SessionFixture } from "../sql/session-fixture.ts";
import { kafkaConfig, silentLog } from "./fixture.ts";
import {
  patience,
  TOPIC,
  kafka,
  database,
  app,
  service,
  owner,
  startRelay,
  sessionOf,
  addEvents,
  rowsOf,
  statuses,
  all,
  allSent,
  carried,
  holdRows,
  nobodyWaits,
  log,
} from "./relay-setting.ts";
import { promisedMs } from "../../provision/patience-ms.ts";

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
  expect(performance.now() - killedAt).toBeLessThan(promisedMs(5_000));
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
