/**
 * The relay: moves committed events from the outbox to a publisher, in order within a session, at
 * least once. Keys are split into partitions; of several relays one is active for each partition,
 * and another takes over within seconds of its end.
 */
import { randomUUID } from "node:crypto";
import type { Logger } from "pino";
import { Registry } from "prom-client";
import type { Publisher } from "#runtime/delivery.ts";
import { createServiceDatabase } from "#runtime/postgres/service-database.ts";
import { isUnavailable } from "#runtime/postgres/failure.ts";
import { deafness } from "#runtime/postgres/deafness.ts";
import { decodeAbout, type WakeAbout } from "#runtime/postgres/wake-about.ts";
import { createWakeListener } from "#runtime/postgres/wake-listener.ts";
import { jsonLog } from "#runtime/process-log/json-log.ts";
import { createModelKeys } from "#runtime/secrets/model-keys.ts";
import { noTracer, type Tracer } from "#runtime/trace/tracer.ts";
import { inTurns, type Stoppable } from "#runtime/work/lifetime.ts";
import { pause } from "#runtime/work/pause.ts";
import { repeated } from "#runtime/work/repeated.ts";
import type { RelayConfig } from "./config.ts";
import { checkConnection, PooledConnectionError } from "./direct-connection.ts";
import { beat, erase, measureStorage, prune, readStats } from "./housekeeping.ts";
import { keyPartition } from "./key-partition.ts";
import { createRelayMetrics } from "./metrics.ts";
import { createPartition } from "./partition.ts";
import { createDeliver } from "./webhooks/deliver.ts";
import { createDeliveries } from "./webhooks/deliveries.ts";

/** For transactions that were under way when it was last measured. */
const MEASURED_AGAIN_MS = 30_000;
/** What happened while there was no relay; of a longer absence, a session's next event tells. */
const MEASURED_AT_START_MS = 60 * 60 * 1_000;

export interface RelayOptions {
  readonly log?: Logger;
  readonly registry?: Registry;
  /** Absent: no traces. Its owner starts and stops it. */
  readonly tracer?: Tracer;
  /**
   * Called where the database was away at the start and turns out to be behind a pooler. Absent: the
   * relay stays as it is, degraded.
   */
  readonly onUnusable?: (problem: PooledConnectionError) => void;
}

export interface Relay extends Stoppable {
  /** Whether it holds a partition's lock now; a relay that stands by does not. */
  isActive(): boolean;
  /** The partitions whose locks it holds now. */
  held(): readonly number[];
}

/**
 * Starts at once and keeps trying: PostgreSQL or the publisher being away is waited for.
 * @throws PooledConnectionError where PostgreSQL is there, behind a transaction-mode pooler
 */
export async function startRelay(
  config: RelayConfig,
  publisher: Publisher,
  options: RelayOptions = {},
): Promise<Relay> {
  const log = options.log ?? jsonLog("relay");
  const metrics = createRelayMetrics(options.registry ?? new Registry());
  const database = createServiceDatabase({
    url: config.databaseUrl,
    applicationName: "genesis relay",
    maxConnections: 1,
    deadlineMs: 4_000,
    lockTimeoutMs: 2_000,
  });
  const instanceId = randomUUID();
  const stopping = new AbortController();

  let check = await checkConnection(config.databaseUrl);
  if (check.outcome === "POOLED") {
    await database.stop();
    throw new PooledConnectionError(check.reason);
  }

  const partitions = Array.from({ length: config.partitions }, (_, number) =>
    createPartition(number, {
      config,
      publisher,
      metrics,
      log,
      tracer: options.tracer ?? noTracer,
      onCommandEnded: () => {
        void database.call("wake", "events").catch(() => undefined);
        wakeAll();
      },
    }),
  );
  const wakeAll = () => {
    for (const partition of partitions) partition.wake();
  };
  /** Those whose sessions it is about; null: all. */
  const wake = (about: WakeAbout) => {
    if (about === null) return wakeAll();
    const meant = new Set([...about].map((session) => keyPartition(session, config.partitions)));
    for (const number of meant) partitions[number]?.wake();
  };
  const listener = createWakeListener({
    url: config.databaseUrl,
    applicationName: "genesis relay listen",
    channels: { genesis_events: (text) => wake(decodeAbout(text)) },
    heartbeatMs: config.listenHeartbeatMs,
    silentMs: config.listenSilentMs,
    onListening: wakeAll,
    onReplaced: (reason) => {
      metrics.listenerReplaced.inc();
      log.warn({ reason }, "LISTEN connection replaced");
    },
  });
  const isDeaf = deafness(() => listener.isHearing());
  const held = () => partitions.filter((partition) => partition.isActive());

  const { endpoints } = config;
  /** A database that is away is said by the partitions; anything else would go on for ever unheard. */
  const notDone = (what: string) => (error: unknown) =>
    log[isUnavailable(error) ? "debug" : "warn"]({ err: error, what }, `${what} failed`);
  const deliveries = createDeliveries(
    database,
    createDeliver({ secrets: createModelKeys(config.secrets), endpoints }),
    {
      // One of the relays is enough, and is all that knows what it has under way.
      mayClaim: () => partitions[0]?.isActive() === true,
      onFailed: notDone("webhooks"),
    },
  );
  let measuredAt = performance.now() - MEASURED_AT_START_MS;
  const every = (intervalMs: number, what: string, work: () => Promise<unknown>) =>
    repeated({ everyMs: intervalMs, onFailed: notDone(what) }, work);
  const rounds = [
    every(config.heartbeatIntervalMs, "beat", async () => {
      metrics.isListening.set(listener.isHearing() ? 1 : 0);
      const hasTooMany = await beat(database, config, instanceId, {
        held: held().map((partition) => partition.number),
        isDeaf: isDeaf(),
        fault: partitions.map((partition) => partition.fault()).find((f) => f !== null) ?? null,
        publisher: publisher.name,
      });
      if (hasTooMany) held().at(-1)?.giveAway();
      await readStats(database, metrics);
    }),
    every(config.pollIntervalMs, "webhooks", () => deliveries.ask()),
    every(config.pruneIntervalMs, "measure", async () => {
      if (partitions[0]?.isActive() !== true) return;
      const begun = performance.now();
      const sinceMs = begun - measuredAt + MEASURED_AGAIN_MS;
      if (await measureStorage(database, sinceMs, stopping.signal)) measuredAt = begun;
    }),
    every(config.pruneIntervalMs, "prune", async () => {
      // One of the relays is enough.
      if (partitions[0]?.isActive() !== true) return;
      await prune(database, "prune_outbox", config.sentRetentionMs, stopping.signal);
      await prune(database, "prune_commands", config.commandRetentionMs, stopping.signal);
      await prune(database, "prune_deliveries", config.sentRetentionMs, stopping.signal);
      await prune(database, "prune_audit", config.auditRetentionMs, stopping.signal);
      const erased = await erase(database, config.deletionGraceMs, stopping.signal);
      if (erased.rows > 0 || erased.accounts > 0) log.info(erased, "what was deleted is erased");
    }),
  ];

  // PostgreSQL was away at the start: it is looked at again until it has answered.
  const checkLater = async () => {
    while (check.outcome === "AWAY" && !stopping.signal.aborted) {
      await pause(config.pollIntervalMs, stopping.signal);
      check = await checkConnection(config.databaseUrl);
    }
    if (check.outcome !== "POOLED" || stopping.signal.aborted) return;
    const problem = new PooledConnectionError(check.reason);
    log.fatal(problem.message);
    options.onUnusable?.(problem);
  };
  const checking = checkLater();
  const looking: Stoppable = {
    async stop() {
      stopping.abort();
      await checking;
    },
  };
  const leaving: Stoppable = {
    async stop() {
      await database.call("leave", "relay", instanceId).catch(() => undefined);
    },
  };
  // A broker that is away is waited for like everything else.
  const parts = inTurns(
    [looking, ...partitions, ...rounds, deliveries],
    [publisher, listener],
    [leaving],
    [database],
  );
  parts.start();
  return {
    isActive: () => held().length > 0,
    held: () => held().map((partition) => partition.number),
    stop: () => parts.stop(),
  };
}
