/** How the Kafka consumer works, besides how it reaches Kafka. */
import type { KafkaConfig } from "#runtime/kafka/kafka-config.ts";

export interface KafkaConsumerConfig extends KafkaConfig {
  /** Consumers of one group share the partitions. */
  readonly groupId: string;
  /** A member that was silent for this long is dead to the group. */
  readonly sessionTimeoutMs: number;
  /** How long a rebalance waits for a member that is in the middle of an event. */
  readonly rebalanceTimeoutMs: number;
  readonly heartbeatIntervalMs: number;
  /** How long a fetch waits where nothing is new; a stop waits for it. */
  readonly fetchWaitMs: number;
  readonly concurrentPartitions: number;
  /** No fetch and no heartbeat for this long, and of one that joins a rebalance's time longer: it is thrown away for another. */
  readonly stallMs: number;
  readonly maxBackoffMs: number;
  /** Waits between the tries of an event that is itself at fault; after the last: dead letter. */
  readonly unacceptableRetryMs: readonly number[];
  /** How long a stop waits for the event that is being handled. */
  readonly stopGraceMs: number;
}

export const KAFKA_CONSUMER_DEFAULTS = {
  groupId: "genesis-callback",
  sessionTimeoutMs: 6_000,
  rebalanceTimeoutMs: 30_000,
  heartbeatIntervalMs: 2_000,
  fetchWaitMs: 500,
  concurrentPartitions: 3,
  stallMs: 20_000,
  maxBackoffMs: 5_000,
  unacceptableRetryMs: [200, 1_000],
  stopGraceMs: 5_000,
} as const satisfies Omit<KafkaConsumerConfig, keyof KafkaConfig>;
