/** The Kafka client that both ends use, and the topics that both need. */
import { type Admin, Kafka, type LogEntry, logLevel } from "kafkajs";
import type { Logger } from "pino";
import type { KafkaConfig } from "./kafka-config.ts";

export interface KafkaClientOptions {
  readonly clientId: string;
  /** Of each operation, after 100 ms, 200 ms and so on up to a second; each can take a time-out. */
  readonly retries: number;
}

/**
 * A client; it connects once something of it does. It gives up after some tries: what is away for
 * longer is waited for by the one who uses it, who can be stopped meanwhile.
 */
export function createKafkaClient(
  config: KafkaConfig,
  options: KafkaClientOptions,
  log: Logger,
): Kafka {
  return new Kafka({
    clientId: options.clientId,
    brokers: [...config.brokers],
    ssl: config.ssl,
    ...(config.sasl === null ? {} : { sasl: config.sasl }),
    connectionTimeout: config.connectionTimeoutMs,
    authenticationTimeout: config.requestTimeoutMs,
    requestTimeout: config.requestTimeoutMs,
    retry: { initialRetryTime: 100, maxRetryTime: 1_000, retries: options.retries },
    logLevel: logLevel.WARN,
    logCreator: () => (entry) => forward(entry, log),
  });
}

/** Its faults are told by whoever catches them, with what they mean; here they are only detail. */
function forward(entry: LogEntry, log: Logger): void {
  const { message, timestamp: _, logger: _client, ...fields } = entry.log;
  log.debug({ kafka: fields, namespace: entry.namespace }, message);
}

/**
 * Makes the two topics where they are missing; what exists stays as it is.
 * @throws the client's error where Kafka is away or refuses
 */
export async function ensureTopics(
  kafka: Kafka,
  config: Pick<
    KafkaConfig,
    "topic" | "deadLetterTopic" | "partitions" | "maxReplication" | "maxMessageBytes"
  >,
): Promise<void> {
  const admin = kafka.admin();
  await admin.connect();
  try {
    await makeMissing(admin, config);
  } finally {
    await admin.disconnect();
  }
}

async function makeMissing(
  admin: Admin,
  config: Parameters<typeof ensureTopics>[1],
): Promise<void> {
  const existing = new Set(await admin.listTopics());
  const missing = [config.topic, config.deadLetterTopic].filter((topic) => !existing.has(topic));
  if (missing.length === 0) return;
  const { brokers } = await admin.describeCluster();
  const replicationFactor = Math.min(config.maxReplication, brokers.length);
  for (const topic of missing) {
    // One by one: the other end may be making them as well, and of several the client would report
    // one that exists by now as a fault.
    await admin.createTopics({
      waitForLeaders: true,
      topics: [
        {
          topic,
          numPartitions: config.partitions,
          replicationFactor,
          configEntries: [
            { name: "max.message.bytes", value: String(config.maxMessageBytes) },
            // An acknowledged event survives the loss of one broker, where there are enough of them.
            { name: "min.insync.replicas", value: replicationFactor > 2 ? "2" : "1" },
          ],
        },
      ],
    });
  }
}

/** The client wraps: the protocol's word for what went wrong, from the innermost error that has one. */
export function kafkaErrorType(error: unknown): string | null {
  for (let e = error, depth = 0; e instanceof Error && depth < 5; e = e.cause, depth += 1) {
    if ("type" in e && typeof e.type === "string") return e.type;
    const inner = "errors" in e && Array.isArray(e.errors) ? e.errors : [];
    const type = inner.map(kafkaErrorType).find((found) => found !== null);
    if (type !== undefined) return type;
  }
  return null;
}
