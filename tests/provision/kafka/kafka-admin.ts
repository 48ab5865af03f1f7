/** What tests ask a broker: whether it serves, which topics and groups it has, what is in a topic. */
import { randomUUID } from "node:crypto";
import { createConnection } from "node:net";
import { connect as connectTls } from "node:tls";
import { type Admin, Kafka, type KafkaMessage, logLevel } from "kafkajs";
import { pause } from "#runtime/work/pause.ts";
import type { KafkaCredentials } from "./kafka-listener.ts";

function client(
  brokers: readonly string[],
  credentials: KafkaCredentials | null,
  retries: number,
): Kafka {
  return new Kafka({
    brokers: [...brokers],
    clientId: "genesis-tests",
    logLevel: logLevel.NOTHING,
    connectionTimeout: 2_000,
    requestTimeout: 5_000,
    retry: { initialRetryTime: 100, maxRetryTime: 500, retries },
    ...(credentials === null
      ? {}
      : {
          ssl: { ca: [credentials.certificate] },
          sasl: {
            mechanism: "plain" as const,
            username: credentials.username,
            password: credentials.password,
          },
        }),
  });
}

/** One in each partition of the brokers' offsets (two, see kafka-broker.ts): their coordinators load by partition. */
const A_GROUP_OF_EACH_COORDINATOR = ["a", "b"];

/**
 * Whether topics and groups are served: a broker that answers may still be loading what its groups
 * have committed, and then refuses their members. Asked until it is true; waits a moment where it is
 * not.
 */
export async function isServing(
  port: number,
  credentials: KafkaCredentials | null,
): Promise<boolean> {
  if (!(await accepts(port, credentials))) {
    await pause(100);
    return false;
  }
  const admin = client([`127.0.0.1:${port}`], credentials, 0).admin();
  try {
    await admin.connect();
    if ((await admin.describeCluster()).brokers.length === 0) return false;
    await admin.describeGroups(A_GROUP_OF_EACH_COORDINATOR);
    return true;
  } catch {
    await pause(100);
    return false;
  } finally {
    await admin.disconnect();
  }
}

async function accepts(port: number, credentials: KafkaCredentials | null): Promise<boolean> {
  return new Promise((resolve) => {
    const socket =
      credentials === null
        ? createConnection({ port, host: "127.0.0.1" }, () => done(true))
        : connectTls({ port, host: "127.0.0.1", ca: [credentials.certificate] }, () => done(true));
    const done = (isUp: boolean) => {
      socket.destroy();
      resolve(isUp);
    };
    socket.once("error", () => done(false));
  });
}

/** Asks the broker as its administrator. */
export async function withAdmin<T>(
  brokers: readonly string[],
  work: (admin: Admin) => Promise<T>,
): Promise<T> {
  const admin = client(brokers, null, 10).admin();
  await admin.connect();
  try {
    return await work(admin);
  } finally {
    await admin.disconnect();
  }
}

export interface StoredRecord {
  readonly partition: number;
  readonly message: KafkaMessage;
}

/** All that is in a topic now, in order within a partition, read by a consumer of its own. */
export async function readTopic(
  brokers: readonly string[],
  topic: string,
): Promise<readonly StoredRecord[]> {
  const ends = await endsOf(brokers, topic);
  const missing = new Set(
    ends.filter((end) => BigInt(end.high) > BigInt(end.low)).map((end) => end.partition),
  );
  const found: StoredRecord[] = [];
  if (missing.size === 0) return found;
  const consumer = client(brokers, null, 10).consumer({
    groupId: `reader-${randomUUID()}`,
    maxWaitTimeInMs: 100,
  });
  await consumer.connect();
  try {
    await consumer.subscribe({ topic, fromBeginning: true });
    await new Promise<void>((resolve, reject) => {
      consumer.on(consumer.events.CRASH, ({ payload }) => reject(payload.error));
      consumer
        .run({
          autoCommit: false,
          eachMessage: async ({ partition, message }) => {
            if (!missing.has(partition)) return;
            found.push({ partition, message });
            const end = ends.find((e) => e.partition === partition)?.high ?? "0";
            if (BigInt(message.offset) + 1n >= BigInt(end)) missing.delete(partition);
            if (missing.size === 0) resolve();
          },
        })
        .catch(reject);
    });
  } finally {
    await consumer.disconnect();
  }
  return found;
}

/** How many records were ever written to a topic. */
export async function writtenTo(brokers: readonly string[], topic: string): Promise<number> {
  const ends = await endsOf(brokers, topic);
  return ends.map(({ high }) => Number(high)).reduce((sum, high) => sum + high, 0);
}

async function endsOf(
  brokers: readonly string[],
  topic: string,
): ReturnType<Admin["fetchTopicOffsets"]> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await withAdmin(brokers, (admin) => admin.fetchTopicOffsets(topic));
    } catch (error) {
      // A topic that was made a moment ago has no leader yet.
      if (tries === 20) throw error;
      await pause(100);
    }
  }
}
