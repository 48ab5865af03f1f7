/** The consumer against a real broker: order, offsets, heartbeats, dead letters and rebalances. */
import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { Kafka, logLevel } from "kafkajs";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import type { Consumer, EventHandler, Publisher } from "#runtime/delivery.ts";
import type { OutboxMessage } from "#shared/events/delivery.ts";
import { UnacceptableMessageError } from "#shared/events/unacceptable-message.ts";
import type { KafkaConsumerConfig } from "../../../callback/consumers/kafka-config.ts";
import { createKafkaConsumer } from "../../../callback/consumers/kafka.ts";
import { createKafkaPublisher } from "../../../relay/publishers/kafka.ts";
import { readTopic, withAdmin, writtenTo } from "../../provision/kafka/kafka-admin.ts";
import { type KafkaBroker, startKafka } from "../../provision/kafka/kafka-broker.ts";
import {
  eventsOf,
  eventsOfSessions,
  gate,
  inOrder,
  kafkaConfig,
  publishAll,
  silentLog,
  versionsBySession,
} from "./fixture.ts";

const patience = { interval: 50 };

let kafka: KafkaBroker;
const running: { stop(): Promise<void> }[] = [];
beforeAll(async () => {
  kafka = await startKafka();
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((part) => part.stop()));
});
afterAll(() => kafka.stop());

async function publisherFor(config: KafkaConsumerConfig): Promise<Publisher> {
  const publisher = createKafkaPublisher(config, silentLog);
  running.push(publisher);
  publisher.start();
  return publisher;
}

async function consumerFor(config: KafkaConsumerConfig, handler: EventHandler): Promise<Consumer> {
  const consumer = createKafkaConsumer(config, handler, silentLog);
  running.push(consumer);
  consumer.start();
  return consumer;
}

const members = (config: KafkaConsumerConfig) =>
  withAdmin(kafka.brokers, async (admin) => {
    const [group] = (await admin.describeGroups([config.groupId])).groups;
    return group?.state === "Stable" ? group.members.map((member) => member.memberId) : [];
  });

/** How many events the group has committed. */
const committed = (config: KafkaConsumerConfig) =>
  withAdmin(kafka.brokers, async (admin) => {
    const [offsets] = await admin.fetchOffsets({
      groupId: config.groupId,
      topics: [config.topic],
    });
    return (offsets?.partitions ?? [])
      .map(({ offset }) => Math.max(0, Number(offset)))
      .reduce((sum, offset) => sum + offset, 0);
  });

/**
 * How many events were written. A publisher whose send was not acknowledged in time sends once
 * more what had arrived, so that there can be more than were published.
 */
const written = (config: KafkaConsumerConfig) => writtenTo(kafka.brokers, config.topic);

/** Until the group has committed all that was written. */
const allCommitted = (config: KafkaConsumerConfig) =>
  expect.poll(async () => (await written(config)) - (await committed(config)), patience).toBe(0);

const text = (value: unknown) => (value instanceof Uint8Array ? Buffer.from(value) : "").toString();

test("every event reaches the handler once, in order within its session, one at a time", async () => {
  const config = kafkaConfig(kafka.brokers);
  const messages = eventsOfSessions(12, 10);
  const handled: OutboxMessage[] = [];
  const busy = new Set<string>();
  const overlaps: string[] = [];
  await consumerFor(config, async (message) => {
    if (busy.has(message.session_id)) overlaps.push(message.session_id);
    busy.add(message.session_id);
    await delay(1);
    busy.delete(message.session_id);
    handled.push(message);
  });
  await publishAll(await publisherFor(config), messages);
  await expect.poll(() => handled.length, patience).toBe(messages.length);
  const byId = (a: OutboxMessage, b: OutboxMessage) => a.outbox_id - b.outbox_id;
  expect(handled.toSorted(byId)).toEqual(messages);
  expect(versionsBySession(handled)).toEqual(inOrder(messages));
  expect(overlaps).toEqual([]);
  await allCommitted(config);
});

test("an event whose handler has not resolved is given again to the next consumer, and no earlier one is", async () => {
  const config = kafkaConfig(kafka.brokers);
  const messages = eventsOf(randomUUID(), 3);
  await publishAll(await publisherFor(config), messages);
  const first: number[] = [];
  const consumer = await consumerFor(config, async ({ version }) => {
    first.push(version);
    if (version === 2) throw new Error("the database is away");
  });
  await expect.poll(() => first, patience).toContain(2);
  await consumer.stop();
  expect(await committed(config)).toBe(1);
  const second: number[] = [];
  await consumerFor(config, async ({ version }) => {
    second.push(version);
  });
  await expect.poll(() => second, patience).toEqual([2, 3]);
});

test("a handler that takes longer than the session's time-out keeps its place in the group", async () => {
  const config = kafkaConfig(kafka.brokers, { sessionTimeoutMs: 3_000 });
  const handled: number[] = [];
  const reached = gate();
  const release = gate();
  await consumerFor(config, async ({ version }) => {
    handled.push(version);
    reached.open();
    await release.opened;
  });
  await publishAll(await publisherFor(config), eventsOf(randomUUID(), 2));
  await reached.opened;
  const before = await members(config);
  expect(before).toHaveLength(1);
  // What is waited for is the broker's clock: a silent member would be dead after half of this.
  await delay(2 * config.sessionTimeoutMs);
  expect(await members(config)).toEqual(before);
  release.open();
  await allCommitted(config);
  expect(handled).toEqual([1, 2]);
});

test("a fault of the surroundings is tried again in place, without end and without a later event before it", async () => {
  const config = kafkaConfig(kafka.brokers, { unacceptableRetryMs: [] });
  const calls: number[] = [];
  await consumerFor(config, async ({ version }) => {
    calls.push(version);
    if (version === 2 && calls.length < 7) throw new Error("the database is away");
  });
  await publishAll(await publisherFor(config), eventsOf(randomUUID(), 3));
  await expect.poll(() => calls, patience).toEqual([1, 2, 2, 2, 2, 2, 2, 3]);
  expect(await readTopic(kafka.brokers, config.deadLetterTopic)).toEqual([]);
});

test("an event that cannot be accepted goes to the dead letters after its tries, with the reason, and its session goes on", async () => {
  const config = kafkaConfig(kafka.brokers, { unacceptableRetryMs: [10, 20] });
  const calls: number[] = [];
  await consumerFor(config, async ({ version }) => {
    calls.push(version);
    if (version === 2) throw new UnacceptableMessageError("no such stage");
  });
  const messages = eventsOf(randomUUID(), 3);
  await publishAll(await publisherFor(config), messages);
  await expect.poll(() => calls, patience).toEqual([1, 2, 2, 2, 3]);
  const [letter, ...others] = await readTopic(kafka.brokers, config.deadLetterTopic);
  expect(others).toEqual([]);
  const headers = letter?.message.headers ?? {};
  expect(text(headers["dlq_reason"])).toBe("no such stage");
  expect(text(headers["dlq_tries"])).toBe("3");
  expect(text(headers["dlq_topic"])).toBe(config.topic);
  expect(text(headers["ce_id"])).toBe(messages[1]?.event_id);
  expect(text(letter?.message.key)).toBe(messages[1]?.session_id);
  expect(JSON.parse(text(letter?.message.value))).toEqual(messages[1]?.payload);
});

test("a record that is no event goes to the dead letters as it is, with what is wrong with it", async () => {
  const config = kafkaConfig(kafka.brokers);
  const publisher = await publisherFor(config);
  const [good, late] = eventsOf(randomUUID(), 2);
  if (good === undefined || late === undefined) throw new Error();
  await publishAll(publisher, [good]);
  const stranger = new Kafka({
    brokers: [...kafka.brokers],
    logLevel: logLevel.NOTHING,
  }).producer();
  await stranger.connect();
  await stranger.send({
    topic: config.topic,
    messages: [{ key: good.session_id, value: "not json", headers: { ce_id: "1" } }],
  });
  await stranger.disconnect();
  await publishAll(publisher, [late]);
  const handled: number[] = [];
  await consumerFor(config, async ({ version }) => {
    handled.push(version);
  });
  await expect.poll(() => handled, patience).toEqual([1, 2]);
  const [letter] = await readTopic(kafka.brokers, config.deadLetterTopic);
  expect(text(letter?.message.value)).toBe("not json");
  expect(text(letter?.message.headers?.["dlq_reason"])).toContain("ce_specversion");
});

test("what a relay sends again is dropped: versions at or below the last one handled", async () => {
  const config = kafkaConfig(kafka.brokers);
  const publisher = await publisherFor(config);
  const messages = eventsOf(randomUUID(), 4);
  await publishAll(publisher, messages.slice(0, 3));
  await publishAll(publisher, messages.slice(1, 3));
  await publishAll(publisher, messages);
  const handled: number[] = [];
  await consumerFor(config, async ({ version }) => {
    handled.push(version);
  });
  await allCommitted(config);
  expect(await written(config)).toBeGreaterThanOrEqual(9);
  expect(handled).toEqual([1, 2, 3, 4]);
});

test("a consumer that stops hands its partitions over at once, and nothing is lost or handled twice", async () => {
  // Were it not to leave, the other would get nothing for this long.
  const config = kafkaConfig(kafka.brokers, { sessionTimeoutMs: 60_000 });
  const handled: OutboxMessage[] = [];
  const handler: EventHandler = async (message) => {
    handled.push(message);
  };
  const leaver = await consumerFor(config, handler);
  await expect.poll(async () => (await members(config)).length, patience).toBe(1);
  await consumerFor(config, handler);
  await expect.poll(async () => (await members(config)).length, patience).toBe(2);
  const publisher = await publisherFor(config);
  const messages = eventsOfSessions(20, 6);
  await publishAll(publisher, messages.slice(0, 60));
  await leaver.stop();
  await publishAll(publisher, messages.slice(60));
  await expect.poll(() => versionsBySession(handled), patience).toEqual(inOrder(messages));
  await allCommitted(config);
  expect(handled.length).toBeLessThanOrEqual(await written(config));
  expect(await members(config)).toHaveLength(1);
});

test("a rebalance waits for the event at hand, which is then neither lost nor handled again", async () => {
  const config = kafkaConfig(kafka.brokers);
  const handled: OutboxMessage[] = [];
  const reached = gate();
  const release = gate();
  await consumerFor(config, async (message) => {
    reached.open();
    await release.opened;
    handled.push(message);
  });
  const messages = eventsOfSessions(12, 3);
  await publishAll(await publisherFor(config), messages);
  await reached.opened;
  await consumerFor(config, async (message) => {
    handled.push(message);
  });
  const state = () =>
    withAdmin(kafka.brokers, async (admin) => {
      return (await admin.describeGroups([config.groupId])).groups[0]?.state;
    });
  await expect.poll(state, patience).toBe("PreparingRebalance");
  release.open();
  await expect.poll(() => versionsBySession(handled), patience).toEqual(inOrder(messages));
  await expect.poll(async () => (await members(config)).length, patience).toBe(2);
  await allCommitted(config);
  expect(handled.length).toBeLessThanOrEqual(await written(config));
});
