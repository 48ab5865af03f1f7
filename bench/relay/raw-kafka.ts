/**
 * What kafkajs sends with nothing around it: the same records, put together beforehand, from the same
 * kind of producer, in requests of as many rows as the relay's. The most that any relay on it could do.
 */
import { randomUUID } from "node:crypto";
import { pino } from "pino";
import { createKafkaClient } from "#runtime/kafka/kafka-client.ts";
import type { KafkaConfig } from "#runtime/kafka/kafka-config.ts";
import { type CloudEventRecord, toCloudEvent } from "#shared/events/cloud-event.ts";
import { RELAY_DEFAULTS } from "../../relay/config.ts";
import { createKafkaProducer } from "../../relay/publishers/kafka-producer.ts";

const log = pino({ level: "silent" });

/** Rows a second over a backlog of `keys` times `each` records, in turn over the keys. */
export async function rawKafkaRowsPerSecond(
  topic: KafkaConfig,
  keys: number,
  each: number,
): Promise<number> {
  const records = recordsOf(keys, each);
  const kafka = createKafkaClient(topic, { clientId: "bench", retries: 1 }, log);
  const producer = createKafkaProducer(
    kafka,
    { acknowledgeTimeoutMs: topic.requestTimeoutMs },
    log,
  );
  try {
    await producer.connect();
    const startedAt = performance.now();
    for (let at = 0; at < records.length; at += RELAY_DEFAULTS.batchSize) {
      await producer.send(topic.topic, records.slice(at, at + RELAY_DEFAULTS.batchSize));
    }
    return (records.length / (performance.now() - startedAt)) * 1_000;
  } finally {
    await producer.stop();
  }
}

function recordsOf(keys: number, each: number): readonly CloudEventRecord[] {
  const sessions = Array.from({ length: keys }, () => randomUUID());
  const idea = "A lighthouse keeper finds that the light has been calling something in.";
  const payload = { stage: "CONCEPT_SELECTION", command_type: "SUBMIT_IDEA", payload: { idea } };
  return Array.from({ length: each }, (_, n) =>
    sessions.map((session_id, key) =>
      toCloudEvent({
        outbox_id: n * keys + key + 1,
        event_id: randomUUID(),
        event_type: "genesis.idea.submitted",
        session_id,
        version: n + 1,
        occurred_at: new Date().toISOString(),
        command_id: randomUUID(),
        correlation_id: randomUUID(),
        traceparent: null,
        payload,
      }),
    ),
  ).flat();
}
