/**
 * Consuming from Kafka: gives each event to the handler, in order within a key, and commits its
 * offset once the handler has resolved. The client that does it is thrown away for another where it
 * crashes or stalls; Kafka being away is waited for.
 */
import type { Kafka, Consumer as KafkaClientConsumer } from "kafkajs";
import type { Logger } from "pino";
import type { Consumer, EventHandler } from "#runtime/delivery.ts";
import { createKafkaClient, ensureTopics } from "#runtime/kafka/kafka-client.ts";
import { backOffMs } from "#runtime/work/back-off.ts";
import { inTime } from "#runtime/work/in-time.ts";
import { pause } from "#runtime/work/pause.ts";
import { handleBatch } from "./kafka-batch.ts";
import type { KafkaConsumerConfig } from "./kafka-config.ts";
import { createDeadLetters } from "./kafka-dead-letters.ts";
import type { EventParts } from "./kafka-event.ts";
import { HandledVersions } from "./handled-versions.ts";

/**
 * Some 6 s of a broker that refuses connections: a client that gives up over a broker's restart is a
 * dead member afterwards, for which its group waits until the session's time-out.
 */
const RETRIES = 8;

/** Joining the group goes on behind its start, for as long as it takes. */
export function createKafkaConsumer(
  config: KafkaConsumerConfig,
  handler: EventHandler,
  log: Logger,
): Consumer {
  const kafka = createKafkaClient(config, { clientId: "genesis-callback", retries: RETRIES }, log);
  const deadLetters = createDeadLetters(kafka, config, log);
  const parts: EventParts = {
    handler,
    deadLetters,
    versions: new HandledVersions(),
    maxBackoffMs: config.maxBackoffMs,
    unacceptableRetryMs: config.unacceptableRetryMs,
    log,
  };
  const stopping = new AbortController();
  let supervising: Promise<void> | null = null;
  let fault: string | null = null;
  const onHeard = () => {
    fault = null;
  };

  const supervise = async () => {
    for (let failures = 0; !stopping.signal.aborted; failures += 1) {
      const { reason, wasMember } = await consumeOnce(
        kafka,
        config,
        parts,
        onHeard,
        stopping.signal,
      );
      if (stopping.signal.aborted) return;
      fault = reason;
      if (wasMember) failures = 0;
      const waitMs = backOffMs({ firstMs: 200, mostMs: config.maxBackoffMs }, failures + 1);
      log.warn({ reason, retry_in_ms: waitMs }, "Kafka consumer ended, another follows");
      await pause(waitMs, stopping.signal);
    }
  };

  return {
    name: "kafka",
    fault: () => fault,
    start() {
      supervising ??= supervise();
    },
    async stop() {
      stopping.abort();
      await supervising;
      await deadLetters.stop();
    },
  };
}

interface Ended {
  readonly reason: string;
  /** It had joined the group: the next one need not wait long. */
  readonly wasMember: boolean;
}

/**
 * One client's life: until the signal, a crash or a stall.
 * @param onHeard the broker gave what was asked for: events, or the word that there are none
 */
async function consumeOnce(
  kafka: Kafka,
  config: KafkaConsumerConfig,
  parts: EventParts,
  onHeard: () => void,
  signal: AbortSignal,
): Promise<Ended> {
  const consumer = kafka.consumer({
    groupId: config.groupId,
    sessionTimeout: config.sessionTimeoutMs,
    rebalanceTimeout: config.rebalanceTimeoutMs,
    heartbeatInterval: config.heartbeatIntervalMs,
    maxWaitTimeInMs: config.fetchWaitMs,
    allowAutoTopicCreation: false,
    retry: {
      initialRetryTime: 100,
      maxRetryTime: 1_000,
      retries: RETRIES,
      // Its own restart would be a second supervisor.
      restartOnFailure: async () => false,
    },
  });
  // What is left of a client that was given up handles nothing more.
  const over = new AbortController();
  const life = AbortSignal.any([signal, over.signal]);
  consumer.on(consumer.events.FETCH, onHeard);
  const watch = watchLife(consumer, config, life);
  const run = async () => {
    await ensureTopics(kafka, config);
    await consumer.connect();
    await consumer.subscribe({ topics: [config.topic], fromBeginning: true });
    if (life.aborted) return;
    await consumer.run({
      autoCommit: false,
      eachBatchAutoResolve: false,
      partitionsConsumedConcurrently: config.concurrentPartitions,
      eachBatch: (payload) =>
        handleBatch(
          payload,
          parts,
          { heartbeatIntervalMs: config.heartbeatIntervalMs, onAlive: watch.alive },
          life,
        ),
    });
  };
  const running = run().then(
    () => new Promise<never>(() => undefined),
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
  const reason = await Promise.race([running, watch.ended]);
  over.abort();
  // Leaving the group hands the partitions over at once. One that stalled may never answer.
  const left = consumer.disconnect().catch(() => undefined);
  await inTime(left, signal.aborted ? config.stopGraceMs : 1_000);
  return { reason, wasMember: watch.wasMember() };
}

/**
 * Resolves `ended` with why, at the client's crash, its silence, or the signal. Who joins hears nothing
 * while the group waits for a member that is at an event, or dead: thrown away for it, it would be the
 * next dead one, and its follower wait for that.
 */
function watchLife(
  consumer: KafkaClientConsumer,
  { stallMs, rebalanceTimeoutMs }: KafkaConsumerConfig,
  signal: AbortSignal,
) {
  let lastSeen = performance.now();
  let hasJoined = false;
  let isJoining = true;
  const alive = () => {
    lastSeen = performance.now();
  };
  const { events } = consumer;
  consumer.on(events.FETCH, alive);
  consumer.on(events.HEARTBEAT, alive);
  consumer.on(events.GROUP_JOIN, () => {
    hasJoined = true;
    isJoining = false;
    alive();
  });
  consumer.on(events.REBALANCING, () => {
    isJoining = true;
    alive();
  });
  const crashed = new Promise<string>((resolve) => {
    consumer.on(events.CRASH, ({ payload }) => resolve(`crashed: ${payload.error.message}`));
  });
  const silent = (async () => {
    while (await pause(Math.max(stallMs / 10, 50), signal)) {
      const silentMs = Math.round(performance.now() - lastSeen);
      if (silentMs > stallMs + (isJoining ? rebalanceTimeoutMs : 0))
        return `stalled: no fetch and no heartbeat for ${silentMs} ms`;
    }
    return "stopped";
  })();
  return { alive, wasMember: () => hasJoined, ended: Promise.race([crashed, silent]) };
}
