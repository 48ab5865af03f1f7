/** The publisher against a real broker: what is SENT is there, in order, and what is at fault stands alone. */
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Publisher, PublishOutcome } from "#runtime/delivery.ts";
import type { KafkaConfig } from "#runtime/kafka/kafka-config.ts";
import { createKafkaPublisher } from "../../../relay/publishers/kafka.ts";
import { withAdmin } from "../../provision/kafka/kafka-admin.ts";
import { type KafkaBroker, startKafka } from "../../provision/kafka/kafka-broker.ts";
import {
  eventsOf,
  eventsOfSessions,
  inOrder,
  kafkaConfig,
  messagesIn,
  publishAll,
  silentLog,
  versionsBySession,
  warmUp,
} from "./fixture.ts";

let kafka: KafkaBroker;
const publishers: Publisher[] = [];
beforeAll(async () => {
  kafka = await startKafka();
});
afterAll(async () => {
  await Promise.all(publishers.map((publisher) => publisher.stop()));
  await kafka.stop();
});

async function started(config: KafkaConfig): Promise<Publisher> {
  const publisher = createKafkaPublisher(config, silentLog);
  publishers.push(publisher);
  publisher.start();
  return publisher;
}

async function ready(config: KafkaConfig): Promise<Publisher> {
  const publisher = await started(config);
  await warmUp(publisher);
  return publisher;
}

async function makeTopic(topic: string, limitBytes: number, partitions = 3): Promise<void> {
  await withAdmin(kafka.brokers, (admin) =>
    admin.createTopics({
      topics: [
        {
          topic,
          numPartitions: partitions,
          configEntries: [{ name: "max.message.bytes", value: String(limitBytes) }],
        },
      ],
      // Its first look for leaders may meet a broker that has not heard of the topic yet, and throws.
      waitForLeaders: false,
    }),
  );
  await known(topic, true);
}

/** Until the broker has heard that it is there, with its leaders, or that it is gone. */
async function known(topic: string, isThere: boolean): Promise<void> {
  const find = () =>
    withAdmin(kafka.brokers, (admin) => admin.fetchTopicMetadata({ topics: [topic] })).then(
      ({ topics }) =>
        topics.every(({ partitions }) => partitions.every(({ leader }) => leader >= 0)),
      () => false,
    );
  await expect.poll(find, { timeout: 60_000 }).toBe(isThere);
}

const outcomeOf = (outcomes: readonly PublishOutcome[], outbox_id: number) =>
  outcomes.find((outcome) => outcome.outbox_id === outbox_id);

test("an event that is SENT is read back from the broker exactly as it was, on its session's partition", async () => {
  const config = kafkaConfig(kafka.brokers);
  const publisher = await ready(config);
  const messages = eventsOfSessions(4, 5);
  const outcomes = await publisher.publish(messages);
  expect(outcomes.map((outcome) => outcome.outcome)).toEqual(messages.map(() => "SENT"));
  const stored = await messagesIn(kafka.brokers, config.topic);
  const byId = (a: { outbox_id: number }, b: { outbox_id: number }) => a.outbox_id - b.outbox_id;
  expect(stored.toSorted(byId)).toEqual(messages);
  expect(versionsBySession(stored)).toEqual(inOrder(messages));
});

test("concurrent calls keep their order", async () => {
  const config = kafkaConfig(kafka.brokers);
  const publisher = await ready(config);
  const messages = eventsOf(randomUUID(), 200);
  const outcomes = await Promise.all(messages.map((message) => publisher.publish([message])));
  expect(outcomes.flat().filter((outcome) => outcome.outcome !== "SENT")).toEqual([]);
  const stored = await messagesIn(kafka.brokers, config.topic);
  expect(stored.map((message) => message.version)).toEqual(messages.map((m) => m.version));
});

test("both topics are made at the start, and one that exists is left as it is", async () => {
  const config = kafkaConfig(kafka.brokers);
  await makeTopic(config.topic, 50_000, 2);
  const publisher = await ready(config);
  await publishAll(publisher, eventsOf(randomUUID(), 1));
  const { topics } = await withAdmin(kafka.brokers, (admin) =>
    admin.fetchTopicMetadata({ topics: [config.topic, config.deadLetterTopic] }),
  );
  const partitions = new Map(topics.map((topic) => [topic.name, topic.partitions.length]));
  expect(partitions).toEqual(
    new Map([
      [config.topic, 2],
      [config.deadLetterTopic, 6],
    ]),
  );
});

test("an event that is too large in a good batch is refused alone, and only its own session waits", async () => {
  const config = kafkaConfig(kafka.brokers);
  await makeTopic(config.topic, 20_000);
  const publisher = await ready(config);
  const good = eventsOfSessions(10, 6);
  const [before, poison, behind] = eventsOf(randomUUID(), 3);
  if (before === undefined || poison === undefined || behind === undefined) throw new Error();
  const large = { ...poison, payload: { text: "x".repeat(30_000) } };
  const batch = [...good.slice(0, 30), before, large, behind, ...good.slice(30)];

  const outcomes = await publisher.publish(batch);

  expect(outcomes).toHaveLength(batch.length);
  expect(outcomeOf(outcomes, large.outbox_id)).toMatchObject({
    outcome: "ROW_FAULT",
    reason: expect.stringContaining("MESSAGE_TOO_LARGE"),
  });
  expect(outcomeOf(outcomes, behind.outbox_id)?.outcome).toBe("TRANSPORT_FAULT");
  for (const message of [...good, before]) {
    expect(outcomeOf(outcomes, message.outbox_id)?.outcome).toBe("SENT");
  }
  // The broker drops what carries sequence numbers that a failed batch had used: nothing may be lost.
  const later = eventsOfSessions(10, 3);
  await publishAll(publisher, [behind, ...later]);
  const stored = await messagesIn(kafka.brokers, config.topic);
  expect(versionsBySession(stored)).toEqual(inOrder([...good, before, behind, ...later]));
});

test("events that fit are SENT even where all of them together are more than the broker takes at once", async () => {
  const config = kafkaConfig(kafka.brokers);
  await makeTopic(config.topic, 100_000, 1);
  const publisher = await ready(config);
  const messages = eventsOf(randomUUID(), 60, "x".repeat(10_000));
  const outcomes = await publisher.publish(messages);
  expect(outcomes.every((outcome) => outcome.outcome === "SENT")).toBe(true);
  const stored = await messagesIn(kafka.brokers, config.topic);
  expect(versionsBySession(stored)).toEqual(inOrder(messages));
});

test("a topic that somebody removed is made again and nothing is refused", async () => {
  const config = kafkaConfig(kafka.brokers);
  const publisher = await ready(config);
  const session = randomUUID();
  const messages = eventsOf(session, 2);
  await publishAll(publisher, messages.slice(0, 1));
  await withAdmin(kafka.brokers, (admin) => admin.deleteTopics({ topics: [config.topic] }));
  await known(config.topic, false);
  const outcomes = await publisher.publish(messages.slice(1));
  expect(outcomes.filter((outcome) => outcome.outcome === "ROW_FAULT")).toEqual([]);
  if (outcomes.some((outcome) => outcome.outcome !== "SENT")) {
    await publishAll(publisher, messages.slice(1));
  }
  const stored = await messagesIn(kafka.brokers, config.topic);
  expect(versionsBySession(stored)).toEqual(new Map([[session, [2]]]));
});

test("a topic that cannot be made is a fault of each session's first event, with the broker's word", async () => {
  const config = kafkaConfig(kafka.brokers, { topic: "no such topic" });
  const publisher = await started(config);
  const messages = eventsOfSessions(3, 2);
  const outcomes = await publisher.publish(messages);
  for (const { outbox_id, version } of messages) {
    expect(outcomeOf(outcomes, outbox_id)).toMatchObject(
      version === 1
        ? { outcome: "ROW_FAULT", reason: expect.stringContaining("INVALID_TOPIC_EXCEPTION") }
        : { outcome: "TRANSPORT_FAULT" },
    );
  }
});

test("an event larger than a broker takes from a connection is refused before it is sent", async () => {
  const config = kafkaConfig(kafka.brokers);
  const publisher = await ready(config);
  const [huge] = eventsOf(randomUUID(), 1, "x".repeat(33 * 1024 * 1024));
  const [good] = eventsOf(randomUUID(), 1);
  if (huge === undefined || good === undefined) throw new Error();
  const outcomes = await publisher.publish([huge, good]);
  expect(outcomeOf(outcomes, huge.outbox_id)).toMatchObject({
    outcome: "ROW_FAULT",
    reason: expect.stringContaining("too large"),
  });
  expect(outcomeOf(outcomes, good.outbox_id)?.outcome).toBe("SENT");
});
