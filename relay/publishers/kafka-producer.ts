/**
 * An idempotent producer that is thrown away after any failed send.
 *
 * kafkajs takes a failed request's sequence numbers back for every partition of it, also where the
 * broker had appended the records: the next ones would get the same numbers and be dropped by the
 * broker as repeats, acknowledged and lost. A new producer has an id of its own, so that what was
 * appended already comes once more instead.
 */
import { type Kafka, Partitioners, type Producer } from "kafkajs";
import type { Logger } from "pino";
import type { Stoppable } from "#runtime/work/lifetime.ts";
import type { CloudEventRecord } from "#shared/events/cloud-event.ts";

export interface KafkaProducer extends Stoppable {
  /** Connects where it is not connected. @throws the client's error */
  connect(): Promise<void>;
  /**
   * One request at a time: kafkajs gets concurrent sends of one producer out of order.
   * @throws the client's error; some of the records may have arrived
   */
  send(topic: string, records: readonly CloudEventRecord[]): Promise<void>;
}

export function createKafkaProducer(
  kafka: Kafka,
  options: { readonly acknowledgeTimeoutMs: number },
  log: Logger,
): KafkaProducer {
  let present: Producer | null = null;

  const connected = async (): Promise<Producer> => {
    if (present !== null) return present;
    const producer = kafka.producer({
      idempotent: true,
      maxInFlightRequests: 1,
      allowAutoTopicCreation: false,
      createPartitioner: Partitioners.DefaultPartitioner,
      // The relay waits and tries again; a send that never ended could not be stopped.
      retry: { initialRetryTime: 100, maxRetryTime: 1_000, retries: 1 },
    });
    try {
      await producer.connect();
    } catch (error) {
      await discard(producer);
      throw error;
    }
    present = producer;
    log.debug("Kafka producer connected");
    return producer;
  };

  const discard = async (producer: Producer) => {
    if (present === producer) present = null;
    await producer
      .disconnect()
      .catch((error: unknown) => log.debug({ err: error }, "producer did not disconnect"));
  };

  return {
    async connect() {
      await connected();
    },
    async send(topic, records) {
      const producer = await connected();
      try {
        await producer.send({
          topic,
          acks: -1,
          timeout: options.acknowledgeTimeoutMs,
          messages: records.map(({ key, value, headers }) => ({ key, value, headers })),
        });
      } catch (error) {
        await discard(producer);
        throw error;
      }
    },
    async stop() {
      if (present !== null) await discard(present);
    },
  };
}
