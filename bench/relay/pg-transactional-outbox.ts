/**
 * The peer pg-transactional-outbox, by logical replication, the faster of its two listeners. Its
 * documented ways to keep an order: one message at a time, or one at a time within each segment.
 */
import { randomUUID } from "node:crypto";
import {
  DatabaseSetup,
  createReplicationMutexConcurrencyController,
  createReplicationSegmentMutexConcurrencyController,
  getDisabledLogger,
  initializeReplicationMessageListener,
} from "pg-transactional-outbox";
import postgres from "postgres";
import type { KafkaConfig } from "#runtime/kafka/kafka-config.ts";
import { type Contender, sleep } from "./contender.ts";
import { sqlFile } from "./sql-file.ts";
import { type Surroundings, peerProducer } from "./surroundings.ts";

export type Concurrency = "sequential" | "segments";

const concurrencies = {
  sequential: createReplicationMutexConcurrencyController,
  segments: createReplicationSegmentMutexConcurrencyController,
} as const;

const NAMES = {
  outboxOrInbox: "outbox",
  schema: "peer_outbox",
  table: "outbox",
  publication: "peer_outbox_publication",
} as const;

export interface PeerContender extends Contender {
  stop(): Promise<void>;
}

export async function pgTransactionalOutbox(
  surroundings: Surroundings,
  topic: KafkaConfig,
  concurrency: Concurrency,
): Promise<PeerContender> {
  const url = new URL(surroundings.superuserUrl);
  const login = {
    host: url.hostname,
    port: Number(url.port),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    database: url.pathname.slice(1),
  };
  const sql = postgres(url.href, { max: 16, onnotice: () => {} });
  const replicationSlot = `peer_outbox_${randomUUID().slice(0, 8)}`;
  const setup = { ...NAMES, replicationSlot, database: login.database, listenerRole: login.user };
  await sql.unsafe(DatabaseSetup.dropAndCreateTable(setup));
  await sql.unsafe(DatabaseSetup.setupReplicationCore(setup));
  await sql`select pg_create_logical_replication_slot(${replicationSlot}, 'pgoutput')`;
  const fill = await sqlFile("fill-pg-transactional-outbox.sql");
  const keys = Array.from({ length: 64 }, () => randomUUID());
  let committed = 0;
  return {
    name: `pg-transactional-outbox, ${concurrency}`,
    async commit() {
      const id = randomUUID();
      const key = keys[committed++ % keys.length] ?? "";
      await sql`insert into peer_outbox.outbox
        (id, aggregate_type, aggregate_id, message_type, segment, payload)
        values (${id}, 'session', ${key}, 'genesis.idea.submitted', ${key}, ${sql.json({ id })})`;
      return { id, committedAt: performance.now() };
    },
    async start(onAcknowledged) {
      const producer = await peerProducer(topic);
      const [shutdown] = initializeReplicationMessageListener(
        {
          outboxOrInbox: NAMES.outboxOrInbox,
          dbListenerConfig: login,
          settings: {
            dbSchema: NAMES.schema,
            dbTable: NAMES.table,
            dbPublication: NAMES.publication,
            dbReplicationSlot: replicationSlot,
            enableMaxAttemptsProtection: false,
            enablePoisonousMessageProtection: false,
          },
        },
        {
          async handle(message) {
            const record = { key: message.segment ?? null, value: JSON.stringify(message.payload) };
            await producer.send({ topic: topic.topic, acks: -1, messages: [record] });
            onAcknowledged(message.id, performance.now());
          },
        },
        getDisabledLogger(),
        { concurrencyStrategy: concurrencies[concurrency]() },
      );
      return async () => {
        await shutdown();
        await producer.disconnect();
      };
    },
    async fill(count, each) {
      await sql.unsafe(fill, [count, each]);
    },
    async stop() {
      // Its connection may take a moment to be gone; a slot left behind would keep the WAL.
      for (let tries = 0; tries < 50; tries += 1) {
        const dropped = await sql`
          select pg_drop_replication_slot(slot_name) from pg_replication_slots
          where slot_name = ${replicationSlot} and not active`;
        if (dropped.length > 0) break;
        await sleep(100);
      }
      await sql.end({ timeout: 5 });
    },
  };
}
