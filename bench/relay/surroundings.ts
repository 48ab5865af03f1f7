/** What the relay and its peers share in a run: one PostgreSQL, one Kafka broker. */
import { randomBytes } from "node:crypto";
import { Kafka, Partitioners, type Producer, logLevel } from "kafkajs";
import type { Sql } from "postgres";
import { KAFKA_DEFAULTS, type KafkaConfig } from "#runtime/kafka/kafka-config.ts";
import { withAdmin } from "../../tests/provision/kafka/kafka-admin.ts";
import { startKafka } from "../../tests/provision/kafka/kafka-broker.ts";
import { startOwnDatabase } from "../own-database.ts";

export interface Surroundings extends AsyncDisposable {
  /** The database, as its owner. */
  readonly url: string;
  /** The database as a superuser, whom logical replication needs. */
  readonly superuserUrl: string;
  readonly owner: Sql;
  readonly brokers: readonly string[];
  /** A topic of its own, with as many partitions as the product's. */
  newTopic(): Promise<KafkaConfig>;
}

export async function startSurroundings(): Promise<Surroundings> {
  const [database, kafka] = await Promise.all([
    // A peer reads the log by logical replication; its WAL may grow for as long as it lags.
    startOwnDatabase(["max_connections=200", "wal_level=logical", "max_wal_size=1GB"]),
    startKafka(),
  ]);
  const { server, url, owner } = database;
  const superuser = new URL(server.adminUrl);
  superuser.pathname = new URL(url).pathname;
  return {
    url,
    superuserUrl: superuser.href,
    owner,
    brokers: kafka.brokers,
    async newTopic() {
      const topic = `bench-${randomBytes(4).toString("hex")}`;
      await withAdmin(kafka.brokers, (admin) =>
        admin.createTopics({
          waitForLeaders: true,
          topics: [{ topic, numPartitions: KAFKA_DEFAULTS.partitions, replicationFactor: 1 }],
        }),
      );
      const deadLetterTopic = `${topic}.dlq`;
      return { ...KAFKA_DEFAULTS, brokers: kafka.brokers, topic, deadLetterTopic };
    },
    async [Symbol.asyncDispose]() {
      await Promise.all([database[Symbol.asyncDispose](), kafka.stop()]);
    },
  };
}

/** What a peer's handler publishes with: acknowledged by all replicas, many requests at a time. */
export async function peerProducer(config: KafkaConfig): Promise<Producer> {
  const kafka = new Kafka({ brokers: [...config.brokers], logLevel: logLevel.NOTHING });
  const producer = kafka.producer({ createPartitioner: Partitioners.DefaultPartitioner });
  await producer.connect();
  return producer;
}
