/** Messages, settings and a relay's patience, for the tests of delivery. */
import { randomBytes, randomUUID } from "node:crypto";
import { pino } from "pino";
import { expect } from "vitest";
import { parseCloudEvent } from "#shared/events/cloud-event.ts";
import type { Publisher } from "#runtime/delivery.ts";
import type { OutboxMessage } from "#shared/events/delivery.ts";
import { KAFKA_DEFAULTS, type KafkaConfig } from "#runtime/kafka/kafka-config.ts";
import { newTraceparent } from "#shared/events/trace-context.ts";
import { KAFKA_CONSUMER_DEFAULTS } from "../../../callback/consumers/kafka-config.ts";
import type { KafkaConsumerConfig } from "../../../callback/consumers/kafka-config.ts";
import { readTopic } from "../../provision/kafka/kafka-admin.ts";

export const silentLog = pino({ level: "silent" });

/** With topics and a group of its own, so that tests share a broker and nothing else. */
export function kafkaConfig(
  brokers: readonly string[],
  change: Partial<KafkaConsumerConfig> = {},
): KafkaConfig & KafkaConsumerConfig {
  const topic = `events-${randomBytes(4).toString("hex")}`;
  return {
    ...KAFKA_DEFAULTS,
    ...KAFKA_CONSUMER_DEFAULTS,
    brokers,
    topic,
    deadLetterTopic: `${topic}.dlq`,
    groupId: `group-${topic}`,
    heartbeatIntervalMs: 300,
    fetchWaitMs: 100,
    maxBackoffMs: 500,
    ...change,
  };
}

let lastOutboxId = 0;

/** A session's events in order, from version 1. */
export function eventsOf(session_id: string, count: number, text = ""): OutboxMessage[] {
  return Array.from({ length: count }, (_, index) => ({
    outbox_id: ++lastOutboxId,
    event_id: randomUUID(),
    event_type: "genesis.idea.submitted" as const,
    session_id,
    version: index + 1,
    occurred_at: new Date().toISOString(),
    command_id: randomUUID(),
    correlation_id: randomUUID(),
    traceparent: newTraceparent(),
    payload: { idea: `第 ${index + 1} 稿`, text },
  }));
}

/** Events of several sessions, in the order of the outbox, mixed. */
export function eventsOfSessions(sessions: number, each: number): OutboxMessage[] {
  const lists = Array.from({ length: sessions }, () => eventsOf(randomUUID(), each));
  return Array.from({ length: each }, (_, index) =>
    lists.flatMap((list) => list.slice(index, index + 1)),
  )
    .flat()
    .map((message) => ({ ...message, outbox_id: ++lastOutboxId }));
}

/** What the relay does with transport faults: gives what is left again, in order, until all is SENT. */
export async function publishAll(
  publisher: Publisher,
  messages: readonly OutboxMessage[],
): Promise<void> {
  let left = messages;
  await expect
    .poll(
      async () => {
        const outcomes = await publisher.publish(left);
        expect(outcomes).toHaveLength(left.length);
        const sent = new Set(
          outcomes.filter((o) => o.outcome === "SENT").map((outcome) => outcome.outbox_id),
        );
        left = left.filter((message) => !sent.has(message.outbox_id));
        return left.length;
      },
      { interval: 50 },
    )
    .toBe(0);
}

const warmUpSession = randomUUID();

/** Waits until the publisher's topic takes events; `messagesIn` leaves out what that took. */
export async function warmUp(publisher: Publisher): Promise<void> {
  await publishAll(publisher, eventsOf(warmUpSession, 1));
}

/** All that a topic holds, as messages. @throws where a record is none */
export async function messagesIn(
  brokers: readonly string[],
  topic: string,
): Promise<readonly OutboxMessage[]> {
  const records = await readTopic(brokers, topic);
  const messages = records.map(({ message }) => {
    const parsed = parseCloudEvent(message);
    if (parsed.outcome === "ILL_FORMED") throw new Error(parsed.reason);
    return parsed.message;
  });
  return messages.filter((message) => message.session_id !== warmUpSession);
}

/** The versions of each session in the order in which they came; repeats dropped as a consumer does. */
export function versionsBySession(
  messages: readonly OutboxMessage[],
): ReadonlyMap<string, readonly number[]> {
  const versions = new Map<string, number[]>();
  for (const { session_id, version } of messages) {
    const list = versions.get(session_id) ?? [];
    versions.set(session_id, list);
    if (version > (list.at(-1) ?? 0)) list.push(version);
  }
  return versions;
}

/** What `versionsBySession` gives where nothing is lost and nothing out of order. */
export function inOrder(
  messages: readonly OutboxMessage[],
): ReadonlyMap<string, readonly number[]> {
  const sorted = messages.toSorted((a, b) => a.version - b.version);
  const expected = new Map<string, number[]>();
  for (const { session_id } of messages) expected.set(session_id, []);
  for (const { session_id, version } of sorted) expected.get(session_id)?.push(version);
  return expected;
}

/** A promise and what settles it. */
export function gate(): { readonly opened: Promise<void>; open(): void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { opened: promise, open: resolve };
}
