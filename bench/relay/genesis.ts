/** The product's own: commands through the edge's pool, the relay with its Kafka publisher. */
import { pino } from "pino";
import type { Publisher } from "#runtime/delivery.ts";
import { RELAY_DEFAULTS } from "../../relay/config.ts";
import { createKafkaPublisher } from "../../relay/publishers/kafka.ts";
import { startRelay } from "../../relay/start-relay.ts";
import type { KafkaConfig } from "#runtime/kafka/kafka-config.ts";
import type { Contender } from "./contender.ts";
import { sqlFile } from "./sql-file.ts";
import { type Surroundings } from "./surroundings.ts";
import type { Writers } from "./writers.ts";

const log = pino({ level: "silent" });

export async function genesisContender(
  surroundings: Surroundings,
  topic: KafkaConfig,
  writers: Writers,
): Promise<Contender> {
  const fillOutbox = await sqlFile("fill-outbox.sql");
  return {
    name: "genesis",
    async commit() {
      const id = await writers.command(true);
      return { id, committedAt: performance.now() };
    },
    async start(onAcknowledged) {
      const kafka = createKafkaPublisher(topic, log);
      const publisher: Publisher = {
        ...kafka,
        async publish(messages, maySend) {
          const outcomes = await kafka.publish(messages, maySend);
          const at = performance.now();
          const sent = new Set(
            outcomes.filter((o) => o.outcome === "SENT").map((o) => o.outbox_id),
          );
          for (const message of messages) {
            if (sent.has(message.outbox_id)) {
              onAcknowledged(`${message.session_id} ${message.version}`, at);
            }
          }
          return outcomes;
        },
      };
      const config = { ...RELAY_DEFAULTS, databaseUrl: surroundings.url };
      const relay = await startRelay(config, publisher, { log });
      return () => relay.stop();
    },
    async fill(keys, each) {
      await surroundings.owner.unsafe(fillOutbox, [keys, each, "PENDING"]);
    },
  };
}
