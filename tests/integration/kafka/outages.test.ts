/** A broker that is away, is killed in mid-send, or goes silent: nothing is lost, nothing out of order. */
import { randomUUID } from "node:crypto";
import { Kafka, logLevel } from "kafkajs";
import { pino } from "pino";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import type { PublishOutcome } from "#runtime/delivery.ts";
import type { Lifetime } from "#runtime/work/lifetime.ts";
import type { OutboxMessage } from "#shared/events/delivery.ts";
import { createKafkaConsumer } from "../../../callback/consumers/kafka.ts";
import { createKafkaPublisher } from "../../../relay/publishers/kafka.ts";
import { type KafkaBroker, startKafka } from "../../provision/kafka/kafka-broker.ts";
import {
  eventsOf,
  eventsOfSessions,
  gate,
  inOrder,
  kafkaConfig,
  messagesIn,
  publishAll,
  silentLog,
  versionsBySession,
  warmUp,
} from "./fixture.ts";
import { promisedMs } from "../../provision/patience-ms.ts";

const patience = { interval: 50 };

let kafka: KafkaBroker;
let isDown = false;
const running: { stop(): Promise<void> }[] = [];
beforeAll(async () => {
  kafka = await startKafka();
});
beforeEach(async () => {
  if (isDown) await kafka.start();
  isDown = false;
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((part) => part.stop()));
});
afterAll(() => kafka.stop());

function started<T extends Lifetime>(part: T): T {
  running.push(part);
  part.start();
  return part;
}

const takeDown = async () => {
  isDown = true;
  await kafka.kill9();
};
const bringUp = async () => {
  await kafka.start();
  isDown = false;
};
const kinds = (outcomes: readonly PublishOutcome[]) => [
  ...new Set(outcomes.map((outcome) => outcome.outcome)),
];

test("a broker that is away at the start is waited for by both ends, and nothing is SENT meanwhile", async () => {
  const config = kafkaConfig(kafka.brokers);
  await takeDown();
  const handled: OutboxMessage[] = [];
  const consumer = started(
    createKafkaConsumer(
      config,
      async (message) => {
        handled.push(message);
      },
      silentLog,
    ),
  );
  const publisher = started(createKafkaPublisher(config, silentLog));
  const messages = eventsOfSessions(3, 4);
  expect(kinds(await publisher.publish(messages))).toEqual(["TRANSPORT_FAULT"]);
  await expect.poll(() => consumer.fault(), patience).not.toBeNull();
  await bringUp();
  await publishAll(publisher, messages);
  await expect.poll(() => handled.length, patience).toBe(messages.length);
  expect(consumer.fault()).toBeNull();
  expect(versionsBySession(handled)).toEqual(inOrder(messages));
});

test("both ends stop within seconds while the broker is away", async () => {
  const config = kafkaConfig(kafka.brokers);
  await takeDown();
  const consumer = createKafkaConsumer(config, async () => undefined, silentLog);
  const publisher = createKafkaPublisher(config, silentLog);
  consumer.start();
  publisher.start();
  const publishing = publisher.publish(eventsOf(randomUUID(), 1));
  const startedAt = performance.now();
  await Promise.all([consumer.stop(), publisher.stop(), publishing]);
  expect(performance.now() - startedAt).toBeLessThan(promisedMs(10_000));
});

test("a broker killed in mid-send and started again has every event, in order, and consumers get them once", async () => {
  const config = kafkaConfig(kafka.brokers);
  const handled: OutboxMessage[] = [];
  started(
    createKafkaConsumer(
      config,
      async (message) => {
        handled.push(message);
      },
      silentLog,
    ),
  );
  const publisher = started(createKafkaPublisher(config, silentLog));
  await warmUp(publisher);
  const messages = eventsOfSessions(10, 60);
  let left: readonly OutboxMessage[] = messages;
  let sentBefore = 0;
  let outage: Promise<void> | null = null;
  const seen = new Set<string>();
  while (left.length > 0) {
    // In small batches, as a relay that keeps up with its writers does.
    const batch = left.slice(0, 15);
    const sending = publisher.publish(batch);
    if (sentBefore >= 100) outage ??= kafka.restart();
    const outcomes = await sending;
    for (const outcome of outcomes) seen.add(outcome.outcome);
    const sent = new Set(
      outcomes.filter((o) => o.outcome === "SENT").map((outcome) => outcome.outbox_id),
    );
    sentBefore += sent.size;
    left = left.filter((message) => !sent.has(message.outbox_id));
  }
  await outage;
  expect(seen).toEqual(new Set(["SENT", "TRANSPORT_FAULT"]));
  const stored = await messagesIn(kafka.brokers, config.topic);
  expect(versionsBySession(stored)).toEqual(inOrder(messages));
  const own = () =>
    handled.filter((message) => messages.some((m) => m.event_id === message.event_id));
  await expect.poll(() => own().length, patience).toBe(messages.length);
  expect(versionsBySession(own())).toEqual(inOrder(messages));
});

test("a broker that goes silent is a transport fault, and the events are SENT once it answers again", async () => {
  const config = kafkaConfig(kafka.brokers, { requestTimeoutMs: 1_000 });
  const publisher = started(createKafkaPublisher(config, silentLog));
  await warmUp(publisher);
  const messages = eventsOfSessions(4, 3);
  kafka.freeze();
  try {
    expect(kinds(await publisher.publish(messages))).toEqual(["TRANSPORT_FAULT"]);
  } finally {
    kafka.thaw();
  }
  await publishAll(publisher, messages);
  const stored = await messagesIn(kafka.brokers, config.topic);
  expect(versionsBySession(stored)).toEqual(inOrder(messages));
});

test("a consumer that stalls is noticed by its silence and replaced, and goes on where it was", async () => {
  // The client itself would wait for its answer much longer than the watchdog does.
  const config = kafkaConfig(kafka.brokers, { stallMs: 1_500, requestTimeoutMs: 30_000 });
  const said: string[] = [];
  const log = pino({ level: "warn" }, { write: (line: string) => void said.push(line) });
  const handled: number[] = [];
  started(
    createKafkaConsumer(
      config,
      async ({ version }) => {
        handled.push(version);
      },
      log,
    ),
  );
  const publisher = started(createKafkaPublisher(config, silentLog));
  const messages = eventsOf(randomUUID(), 4);
  await publishAll(publisher, messages.slice(0, 2));
  await expect.poll(() => handled, patience).toEqual([1, 2]);
  kafka.freeze();
  try {
    await expect.poll(() => said.join(""), patience).toContain("stalled");
  } finally {
    kafka.thaw();
  }
  await publishAll(publisher, messages.slice(2));
  await expect.poll(() => handled, patience).toEqual([1, 2, 3, 4]);
});

test("who joins waits for a member that is dead, as who has joined does: neither is thrown away for its silence", async () => {
  const config = kafkaConfig(kafka.brokers, { stallMs: 4_000, sessionTimeoutMs: 10_000 });
  const { groupId, topic, sessionTimeoutMs } = config;
  const publisher = started(createKafkaPublisher(config, silentLog));
  await warmUp(publisher);
  const said: string[] = [];
  const log = pino({ level: "warn" }, { write: (line: string) => void said.push(line) });
  const handled: OutboxMessage[] = [];
  const handler = async (message: OutboxMessage) => void handled.push(message);
  started(createKafkaConsumer(config, handler, log));
  await expect.poll(() => handled.length, patience).toBe(1);

  const client = new Kafka({ brokers: [...kafka.brokers], logLevel: logLevel.NOTHING });
  const dead = client.consumer({ groupId, sessionTimeout: sessionTimeoutMs });
  const joined = gate();
  const reached = gate();
  const release = gate();
  running.push({
    stop: async () => {
      release.open();
      await dead.disconnect();
    },
  });
  dead.on(dead.events.GROUP_JOIN, () => joined.open());
  await dead.connect();
  // From the beginning: where it finds its places after the events came, it would get none of them.
  await dead.subscribe({ topics: [topic], fromBeginning: true });
  // With its first event it says nothing to the group any more, and does not leave it.
  const eachMessage = async () => {
    reached.open();
    await release.opened;
  };
  await dead.run({ autoCommit: false, eachMessage });
  await joined.opened;
  const messages = eventsOfSessions(12, 1);
  await publishAll(publisher, messages);
  await reached.opened;
  started(createKafkaConsumer(config, handler, log));
  await expect.poll(() => versionsBySession(handled.slice(1)), patience).toEqual(inOrder(messages));
  expect(said.join("")).not.toContain("stalled");
});
