/** Several relays as processes, several partitions of keys: who has which, and that order holds. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Sql } from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { KAFKA_DEFAULTS } from "#runtime/kafka/kafka-config.ts";
import { type KafkaBroker, startKafka } from "../../provision/kafka/kafka-broker.ts";
import { type TestDatabase, createDatabase } from "../../provision/postgres.ts";
import { type RoleProcess, roleProcess } from "../../provision/role-processes.ts";
import { SessionFixture, connectAs } from "../sql/session-fixture.ts";
import { messagesIn } from "./fixture.ts";
import { promisedMs } from "../../provision/patience-ms.ts";

const patience = { interval: 100 };

const directory = mkdtempSync(join(tmpdir(), "genesis-partitions-"));
let kafka: KafkaBroker;
let database: TestDatabase;
let app: Sql;
let service: Sql;
let sessions: readonly SessionFixture[];
const relays: RoleProcess[] = [];

beforeAll(async () => {
  [kafka, database] = await Promise.all([startKafka(), createDatabase()]);
  app = connectAs(database.url, "genesis_app", 4);
  service = connectAs(database.url, "genesis_service", 4);
  sessions = await Promise.all(
    Array.from({ length: 24 }, () => SessionFixture.create(app, service)),
  );
});
afterAll(async () => {
  await Promise.all(relays.map((relay) => relay.kill9()));
  await Promise.all([app.end(), service.end(), kafka.stop()]);
  await database.drop();
  rmSync(directory, { recursive: true, force: true });
});

async function relayWith(partitions: number): Promise<RoleProcess> {
  const relay = await roleProcess({
    role: "relay",
    name: `relay-${relays.length + 1}`,
    directory,
    env: {
      DATABASE_URL: database.url,
      KAFKA_BROKERS: kafka.brokers.join(","),
      RELAY_PARTITIONS: String(partitions),
    },
  });
  relays.push(relay);
  return relay;
}

/** The partitions whose locks a relay says it has, by its metrics. */
async function heldBy(relay: RoleProcess): Promise<readonly number[]> {
  const text = await (await fetch(`${relay.url}/metrics`)).text();
  return [...text.matchAll(/^genesis_relay_active\{partition="(\d+)"\} 1$/gm)].map((match) =>
    Number(match[1]),
  );
}

/** One more command on every session, one after another as a writer does. */
async function moreEvents(rounds: number): Promise<void> {
  for (let round = 0; round < rounds; round += 1) {
    await Promise.all(
      sessions.map(async (session) => {
        const { is_pending } = await session.state();
        if (is_pending) await session.accepted("CANCEL_GENERATION");
        else await session.accepted("SUBMIT_IDEA", { idea: `idea ${round}` });
      }),
    );
  }
}

async function pending(): Promise<number> {
  const [row] = await service<{ count: number }[]>`
    select count(*)::int as count from event_outbox where status = 'PENDING'`;
  return row?.count ?? 0;
}

const allSent = () => expect.poll(pending, patience).toBe(0);

/** Every version of every session, in order once repeats are dropped. */
async function expectOrder(): Promise<void> {
  const messages = await messagesIn(kafka.brokers, KAFKA_DEFAULTS.topic);
  for (const { session } of sessions) {
    let last = 0;
    for (const { version } of messages.filter((message) => message.session_id === session)) {
      expect(version).toBeLessThanOrEqual(last + 1);
      last = Math.max(last, version);
    }
    const [row] = await service<{ version: number }[]>`
      select version from genesis_sessions where session_id = ${session}`;
    expect(last).toBe(row?.version);
  }
}

test("two relays share four partitions, and each session's events keep their order", async () => {
  const [first, second] = [await relayWith(4), await relayWith(4)];
  await first.start();
  await expect.poll(() => heldBy(first), patience).toHaveLength(4);
  await second.start();
  await moreEvents(4);
  await expect.poll(() => heldBy(first), patience).toHaveLength(2);
  await expect.poll(() => heldBy(second), patience).toHaveLength(2);
  const held = [...(await heldBy(first)), ...(await heldBy(second))];
  expect(held.toSorted()).toEqual([0, 1, 2, 3]);
  await moreEvents(4);
  await allSent();
  await expectOrder();
});

test("after kill -9 of one the other has all four within five seconds", async () => {
  const [first, second] = relays;
  if (first === undefined || second === undefined) throw new Error("no relays");
  await first.kill9();
  const killedAt = performance.now();
  await expect.poll(() => heldBy(second), patience).toHaveLength(4);
  expect(performance.now() - killedAt).toBeLessThan(promisedMs(5_000));
  await moreEvents(2);
  await allSent();
  await expectOrder();
});

test("one that is stopped in its tracks loses its partitions, and sends nothing out of turn when it wakes", async () => {
  const [, frozen] = relays;
  const third = await relayWith(4);
  await third.start();
  await expect.poll(() => heldBy(third), patience).toHaveLength(2);
  frozen?.freeze();
  const frozenAt = performance.now();
  await expect.poll(() => heldBy(third), patience).toHaveLength(4);
  // Three seconds until PostgreSQL ends its connections.
  expect(performance.now() - frozenAt).toBeLessThan(promisedMs(5_000));
  await moreEvents(2);
  await allSent();
  frozen?.thaw();
  await moreEvents(2);
  await allSent();
  await expectOrder();
});

test("relays with another number of partitions wait until the last of the old ones has ended", async () => {
  const other = await relayWith(3);
  await other.start();
  const log = () => readFileSync(join(directory, `${other.name}.log`), "utf8");
  await expect.poll(log, patience).toContain("another RELAY_PARTITIONS");
  expect(await heldBy(other)).toEqual([]);
  const [, second, third] = relays;
  await Promise.all([moreEvents(4), second?.terminate(), third?.terminate()]);
  await expect.poll(() => heldBy(other), patience).toEqual([0, 1, 2]);
  await moreEvents(2);
  await allSent();
  await expectOrder();
});
