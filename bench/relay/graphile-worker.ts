/**
 * The peer graphile-worker: a job publishes one message, and a queue for each key keeps the order.
 * Settings by its documentation on performance: a local queue, completions in batches.
 */
import { randomUUID } from "node:crypto";
import { Logger, run, runMigrations } from "graphile-worker";
import postgres from "postgres";
import { z } from "zod";
import type { KafkaConfig } from "#runtime/kafka/kafka-config.ts";
import type { PeerContender } from "./pg-transactional-outbox.ts";
import { sqlFile } from "./sql-file.ts";
import { type Surroundings, peerProducer } from "./surroundings.ts";

const job = z.object({ id: z.string(), key: z.string() });
const silent = new Logger(() => () => undefined);

export async function graphileWorker(
  surroundings: Surroundings,
  topic: KafkaConfig,
): Promise<PeerContender> {
  const connectionString = surroundings.superuserUrl;
  const sql = postgres(connectionString, { max: 16, onnotice: () => {} });
  await sql`drop schema if exists graphile_worker cascade`;
  await runMigrations({ connectionString, logger: silent });
  const fill = await sqlFile("fill-graphile-worker.sql");
  const keys = Array.from({ length: 64 }, () => randomUUID());
  let committed = 0;
  return {
    name: "graphile-worker",
    async commit() {
      const payload = { id: randomUUID(), key: keys[committed++ % keys.length] ?? "" };
      await sql`select graphile_worker.add_job('publish', ${JSON.stringify(payload)}::text::json,
        queue_name := ${payload.key}::text)`;
      return { id: payload.id, committedAt: performance.now() };
    },
    async start(onAcknowledged) {
      const producer = await peerProducer(topic);
      const runner = await run({
        preset: {
          worker: {
            connectionString,
            concurrentJobs: 24,
            maxPoolSize: 26,
            localQueue: { size: 500 },
            completeJobBatchDelay: 0,
            failJobBatchDelay: 0,
          },
        },
        logger: silent,
        noHandleSignals: true,
        taskList: {
          async publish(payload) {
            const { id, key } = job.parse(payload);
            const messages = [{ key, value: JSON.stringify(payload) }];
            await producer.send({ topic: topic.topic, acks: -1, messages });
            onAcknowledged(id, performance.now());
          },
        },
      });
      return async () => {
        await runner.stop();
        await producer.disconnect();
      };
    },
    async fill(count, each) {
      await sql.unsafe(fill, [count, each]);
    },
    async stop() {
      await sql.end({ timeout: 5 });
    },
  };
}
