/**
 * The dead-letter topic: the record as it came, with why it could not be handled in headers
 * `dlq_reason`, `dlq_tries`, `dlq_topic`, `dlq_partition`, `dlq_offset`.
 */
import { type IHeaders, type Kafka, type KafkaMessage, Partitioners, type Producer } from "kafkajs";
import type { Logger } from "pino";
import { ensureTopics, kafkaErrorType } from "#runtime/kafka/kafka-client.ts";
import { backOffMs } from "#runtime/work/back-off.ts";
import type { Stoppable } from "#runtime/work/lifetime.ts";
import { pause } from "#runtime/work/pause.ts";
import type { KafkaConsumerConfig } from "./kafka-config.ts";

/** Where a record was read. */
export interface Origin {
  readonly topic: string;
  readonly partition: number;
}

export interface DeathCause {
  readonly reason: string;
  readonly tries: number;
}

export interface DeadLetters extends Stoppable {
  /**
   * Resolves once the topic has it for good; Kafka being away is waited for.
   * @returns false where the signal came first
   */
  put(
    origin: Origin,
    record: KafkaMessage,
    cause: DeathCause,
    signal: AbortSignal,
  ): Promise<boolean>;
}

const MAX_REASON_LENGTH = 1_000;

export function createDeadLetters(
  kafka: Kafka,
  config: KafkaConsumerConfig,
  log: Logger,
): DeadLetters {
  let connecting: Promise<Producer> | null = null;

  const connect = async (): Promise<Producer> => {
    const producer = kafka.producer({
      allowAutoTopicCreation: false,
      createPartitioner: Partitioners.DefaultPartitioner,
    });
    await producer.connect();
    return producer;
  };
  const discard = async () => {
    const producer = await connecting?.catch(() => null);
    connecting = null;
    await producer?.disconnect().catch(() => undefined);
  };
  const send = async (record: KafkaMessage, headers: IHeaders) => {
    connecting ??= connect();
    const producer = await connecting;
    const { key, value } = record;
    await producer.send({
      topic: config.deadLetterTopic,
      acks: -1,
      messages: [{ key, value, headers }],
    });
  };

  return {
    async put(origin, record, cause, signal) {
      const headers: IHeaders = {
        ...record.headers,
        dlq_reason: cause.reason.slice(0, MAX_REASON_LENGTH),
        dlq_tries: String(cause.tries),
        dlq_topic: origin.topic,
        dlq_partition: String(origin.partition),
        dlq_offset: record.offset,
      };
      let letter = record;
      for (let failures = 1; ; failures += 1) {
        try {
          await send(letter, headers);
          return true;
        } catch (error) {
          const type = kafkaErrorType(error);
          log.warn({ err: error, ...origin, offset: record.offset }, "dead letter not sent yet");
          // Where it came from is in the headers; the value is still there.
          if (type === "MESSAGE_TOO_LARGE") letter = { ...record, value: null };
          await discard();
          if (type === "UNKNOWN_TOPIC_OR_PARTITION") {
            await ensureTopics(kafka, config).catch(() => undefined);
          }
        }
        const backOff = { firstMs: 100, mostMs: config.maxBackoffMs };
        if (!(await pause(backOffMs(backOff, failures), signal))) return false;
      }
    },
    stop: discard,
  };
}
