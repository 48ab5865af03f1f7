/** TLS and SASL as the environment names them, against a broker that takes nothing else. */
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import {
  AclOperationTypes,
  AclPermissionTypes,
  AclResourceTypes,
  type Admin,
  ResourcePatternTypes,
} from "kafkajs";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { PublishOutcome } from "#runtime/delivery.ts";
import type { OutboxMessage } from "#shared/events/delivery.ts";
import { createKafkaClient } from "#runtime/kafka/kafka-client.ts";
import { type KafkaConfig, readKafkaConfig } from "#runtime/kafka/kafka-config.ts";
import { createKafkaConsumer } from "../../../callback/consumers/kafka.ts";
import { createKafkaPublisher } from "../../../relay/publishers/kafka.ts";
import { type KafkaBroker, startKafka } from "../../provision/kafka/kafka-broker.ts";
import { eventsOfSessions, kafkaConfig, publishAll, silentLog } from "./fixture.ts";

const systemAuthorities = getCACertificates("default");
const trust = (certificates: readonly string[]) =>
  setDefaultCACertificates([...systemAuthorities, ...certificates]);

let kafka: KafkaBroker;
beforeAll(async () => {
  kafka = await startKafka({ secured: true });
  trust([kafka.credentials?.certificate ?? ""]);
});
afterAll(async () => {
  setDefaultCACertificates(systemAuthorities);
  await kafka.stop();
});

function configFor(change: Record<string, string>) {
  const read = readKafkaConfig({
    KAFKA_BROKERS: kafka.brokers.join(","),
    KAFKA_SSL: "on",
    KAFKA_SASL_USERNAME: kafka.credentials?.username ?? "",
    KAFKA_SASL_PASSWORD: kafka.credentials?.password ?? "",
    ...change,
  });
  if (read === null) throw new Error("no brokers");
  const { ssl, sasl } = read;
  return { ...kafkaConfig(kafka.brokers), ssl, sasl };
}

test.each(["plain", "scram-sha-256", "scram-sha-512"])(
  "events are delivered by TLS and %s",
  async (mechanism) => {
    const config = configFor({ KAFKA_SASL_MECHANISM: mechanism });
    const handled: OutboxMessage[] = [];
    const consumer = createKafkaConsumer(
      config,
      async (message) => {
        handled.push(message);
      },
      silentLog,
    );
    const publisher = createKafkaPublisher(config, silentLog);
    try {
      consumer.start();
      publisher.start();
      const messages = eventsOfSessions(2, 3);
      await publishAll(publisher, messages);
      await expect.poll(() => handled.length).toBe(messages.length);
    } finally {
      await publisher.stop();
      await consumer.stop();
    }
  },
);

async function firstOutcome(config: KafkaConfig): Promise<PublishOutcome | undefined> {
  const publisher = createKafkaPublisher(config, silentLog);
  try {
    return (await publisher.publish(eventsOfSessions(1, 1)))[0];
  } finally {
    await publisher.stop();
  }
}

test("a wrong password is a transport fault that says so and does not hold the password", async () => {
  const config = configFor({
    KAFKA_SASL_MECHANISM: "scram-sha-256",
    KAFKA_SASL_PASSWORD: "hunter2",
  });
  const outcome = await firstOutcome(config);
  expect(outcome).toMatchObject({
    outcome: "TRANSPORT_FAULT",
    reason: expect.stringMatching(/authentication/i),
  });
  expect(JSON.stringify(outcome)).not.toContain("hunter2");
});

const deny = (topic: string, operation: AclOperationTypes) => ({
  resourceType: AclResourceTypes.TOPIC,
  resourceName: topic,
  resourcePatternType: ResourcePatternTypes.LITERAL,
  principal: `User:${kafka.credentials?.username ?? ""}`,
  host: "*",
  operation,
  permissionType: AclPermissionTypes.DENY,
});

/** How many such rules the broker goes by. */
const rulesOf = async (admin: Admin, rule: ReturnType<typeof deny>) =>
  (await admin.describeAcls(rule)).resources.flatMap(({ acls }) => acls).length;

test("a topic that may not be written is a transport fault that says so: nothing is lost, and it is waited for", async () => {
  const config = configFor({ KAFKA_SASL_MECHANISM: "plain" });
  const admin = createKafkaClient(config, { clientId: "test", retries: 1 }, silentLog).admin();
  await admin.connect();
  try {
    await expect.poll(() => firstOutcome(config)).toMatchObject({ outcome: "SENT" });
    const denied = deny(config.topic, AclOperationTypes.WRITE);
    await admin.createAcls({ acl: [denied] });
    await expect
      .poll(() => firstOutcome(config))
      .toMatchObject({
        outcome: "TRANSPORT_FAULT",
        reason: expect.stringMatching(/TOPIC_AUTHORIZATION_FAILED/),
      });
    await admin.deleteAcls({ filters: [denied] });
    await expect.poll(() => firstOutcome(config)).toMatchObject({ outcome: "SENT" });
  } finally {
    await admin.disconnect();
  }
});

test("a consumer that may not read the topic says so, and that it reads again once it may", async () => {
  const config = configFor({ KAFKA_SASL_MECHANISM: "plain" });
  const admin = createKafkaClient(config, { clientId: "test", retries: 1 }, silentLog).admin();
  await admin.connect();
  const handled: OutboxMessage[] = [];
  const consumer = createKafkaConsumer(
    config,
    async (message) => void handled.push(message),
    silentLog,
  );
  const denied = deny(config.topic, AclOperationTypes.READ);
  try {
    await expect.poll(() => firstOutcome(config)).toMatchObject({ outcome: "SENT" });
    await admin.createAcls({ acl: [denied] });
    // It is created before the broker goes by it: a consumer that began before that would read.
    await expect.poll(() => rulesOf(admin, denied)).toBe(1);
    consumer.start();
    await expect.poll(() => consumer.fault()).toMatch(/not authorized/i);
    await admin.deleteAcls({ filters: [denied] });
    await expect.poll(() => handled.length).toBe(1);
    expect(consumer.fault()).toBeNull();
  } finally {
    await consumer.stop();
    await admin.disconnect();
  }
});

test("a broker whose certificate is not trusted gets nothing", async () => {
  trust([]);
  try {
    const outcome = await firstOutcome(configFor({ KAFKA_SASL_MECHANISM: "plain" }));
    expect(outcome).toMatchObject({
      outcome: "TRANSPORT_FAULT",
      reason: expect.stringMatching(/certificate/i),
    });
  } finally {
    trust([kafka.credentials?.certificate ?? ""]);
  }
});
