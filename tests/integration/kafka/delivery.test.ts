/** The two pairs of publisher and consumer, by one suite. */
import { afterAll, beforeAll } from "vitest";
import { createDirectConsumer } from "../../../callback/consumers/direct.ts";
import { createKafkaConsumer } from "../../../callback/consumers/kafka.ts";
import { directPublisher } from "../../../relay/publishers/direct.ts";
import { createKafkaPublisher } from "../../../relay/publishers/kafka.ts";
import { type KafkaBroker, startKafka } from "../../provision/kafka/kafka-broker.ts";
import { deliverySuite } from "./delivery-suite.ts";
import { kafkaConfig, silentLog } from "./fixture.ts";

let kafka: KafkaBroker;
beforeAll(async () => {
  kafka = await startKafka();
});
afterAll(() => kafka.stop());

deliverySuite("in process", (handler) => {
  const consumer = createDirectConsumer(handler);
  return { consumer, publisher: directPublisher(consumer.deliver) };
});

deliverySuite("by Kafka", (handler) => {
  const config = kafkaConfig(kafka.brokers, { unacceptableRetryMs: [10, 20] });
  return {
    consumer: createKafkaConsumer(config, handler, silentLog),
    publisher: createKafkaPublisher(config, silentLog),
  };
});
