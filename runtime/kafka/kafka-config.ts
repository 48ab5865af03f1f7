/** How both ends reach Kafka, from the environment. */
import type { SASLOptions } from "kafkajs";
import { environment } from "#shared/environment.ts";
import { readEnvironment } from "#shared/environment/read-environment.ts";

export interface KafkaConfig {
  /** Each as HOST:PORT. */
  readonly brokers: readonly string[];
  /** TLS; the brokers' certificates are checked against Node's authorities (NODE_EXTRA_CA_CERTS). */
  readonly ssl: boolean;
  readonly sasl: SASLOptions | null;
  readonly topic: string;
  /** Takes what could not be handled, with the reason in a header. */
  readonly deadLetterTopic: string;
  /** Of topics that are made: what exists stays as it is, since more partitions would move keys. */
  readonly partitions: number;
  /** Of topics that are made; fewer where there are fewer brokers. */
  readonly maxReplication: number;
  /** Of topics that are made: a round of several long candidates is larger than Kafka's 1 MB. */
  readonly maxMessageBytes: number;
  readonly connectionTimeoutMs: number;
  /** A broker that does not answer for this long counts as away. */
  readonly requestTimeoutMs: number;
}

export const KAFKA_DEFAULTS = {
  ssl: false,
  sasl: null,
  topic: "genesis.session.events",
  deadLetterTopic: "genesis.session.events.dlq",
  partitions: 6,
  maxReplication: 3,
  maxMessageBytes: 8 * 1024 * 1024,
  connectionTimeoutMs: 2_000,
  requestTimeoutMs: 4_000,
} as const satisfies Omit<KafkaConfig, "brokers">;

/**
 * @returns null where KAFKA_BROKERS is absent: events are then delivered in process
 * @throws EnvironmentError that names every wrong variable
 */
export function readKafkaConfig(
  env: Readonly<Record<string, string | undefined>>,
): KafkaConfig | null {
  const {
    KAFKA_BROKERS,
    KAFKA_SSL,
    KAFKA_SASL_MECHANISM,
    KAFKA_SASL_USERNAME,
    KAFKA_SASL_PASSWORD,
  } = environment;
  const values = readEnvironment(
    {
      KAFKA_BROKERS,
      KAFKA_SSL,
      KAFKA_SASL_MECHANISM,
      KAFKA_SASL_USERNAME,
      KAFKA_SASL_PASSWORD,
    },
    env,
  );
  if (values.KAFKA_BROKERS === undefined) return null;
  const {
    KAFKA_SASL_MECHANISM: mechanism,
    KAFKA_SASL_USERNAME: username,
    KAFKA_SASL_PASSWORD: password,
  } = values;
  const hasSasl = mechanism !== undefined && username !== undefined && password !== undefined;
  return {
    ...KAFKA_DEFAULTS,
    brokers: values.KAFKA_BROKERS,
    ssl: values.KAFKA_SSL === "on",
    sasl: hasSasl ? saslOptions(mechanism, username, password) : null,
  };
}

/** One object each: the client's type knows a mechanism with its own fields, not a set of them. */
function saslOptions(
  mechanism: "plain" | "scram-sha-256" | "scram-sha-512",
  username: string,
  password: string,
): SASLOptions {
  switch (mechanism) {
    case "plain":
      return { mechanism, username, password };
    case "scram-sha-256":
      return { mechanism, username, password };
    case "scram-sha-512":
      return { mechanism, username, password };
  }
}
