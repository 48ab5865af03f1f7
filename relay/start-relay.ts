/**
 * The relay: moves committed events from the outbox to a publisher, in order within a session, at
 * least once. Of several relays of a partition one is active; another takes over within seconds of
 * its end.
 */
import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { type Logger, pino } from "pino";
import { Registry } from "prom-client";
import { createServiceDatabase } from "#shared/database/service-database.ts";
import { startWakeListener } from "#shared/database/wake-listener.ts";
import type { Publisher } from "#shared/delivery.ts";
import type { RelayConfig } from "./config.ts";
import { createRelayMetrics } from "./metrics.ts";
import { LockLostError, openOutbox } from "./outbox.ts";
import { publishRound } from "./publish-round.ts";
import { WaitingKeys } from "./waiting-keys.ts";
import { Wake } from "./wake.ts";

export interface RelayOptions {
  readonly log?: Logger;
  readonly registry?: Registry;
}

export interface Relay {
  /** Whether it holds its partition's lock now; a relay that stands by does not. */
  isActive(): boolean;
  stop(): Promise<void>;
}

/** Starts at once and keeps trying: PostgreSQL or the publisher being away is waited for. */
export async function startRelay(
  config: RelayConfig,
  publisher: Publisher,
  options: RelayOptions = {},
): Promise<Relay> {
  const log = options.log ?? pino({ name: "relay" });
  const metrics = createRelayMetrics(options.registry ?? new Registry());
  const outbox = openOutbox(config);
  const database = createServiceDatabase({
    url: config.databaseUrl,
    applicationName: "genesis relay",
    maxConnections: 1,
    deadlineMs: 4_000,
    lockTimeoutMs: 2_000,
  });
  const instanceId = randomUUID();
  const stopping = new AbortController();
  const wake = new Wake();
  const waitingKeys = new WaitingKeys(config.maxBackoffMs);
  let isActive = false;
  let fault: string | null = null;

  const listener = startWakeListener({
    url: config.databaseUrl,
    applicationName: "genesis relay listen",
    channels: ["genesis_events"],
    heartbeatMs: config.listenHeartbeatMs,
    silentMs: config.listenSilentMs,
    onWake: () => wake.notify(),
    onReplaced: (reason) => log.warn({ reason }, "LISTEN connection replaced"),
  });

  const setActive = (active: boolean) => {
    if (active !== isActive)
      log.info({ partition: config.partition }, active ? "active" : "standing by");
    isActive = active;
    metrics.isActive.set(active ? 1 : 0);
  };
  const parts = {
    outbox,
    publisher,
    waitingKeys,
    metrics,
    log,
    onCommandEnded: () => {
      void database.call("wake", "events").catch(() => undefined);
      wake.notify();
    },
  };

  /** Rounds until nothing is left that may go now. */
  const drain = async () => {
    for (;;) {
      if (stopping.signal.aborted) return;
      const { claimed, sent } = await publishRound(parts, config.batchSize);
      if (claimed === 0) return;
      // Nothing went through: the keys' back-off is the pause.
      if (sent === 0) return;
    }
  };

  const run = async () => {
    let failures = 0;
    let isPublisherStarted = false;
    while (!stopping.signal.aborted) {
      try {
        // A broker that is away is waited for like everything else.
        if (!isPublisherStarted) await publisher.start();
        isPublisherStarted = true;
        if (!isActive) setActive(await outbox.takeLock());
        if (isActive) await drain();
        failures = 0;
        fault = null;
        const pauseMs = Math.min(config.pollIntervalMs, waitingKeys.nextInMs() ?? Infinity);
        await wake.wait(Math.max(pauseMs, 10), stopping.signal);
      } catch (error) {
        setActive(false);
        if (error instanceof LockLostError) continue;
        failures += 1;
        fault = error instanceof Error ? error.message : String(error);
        log.warn({ err: error }, "events cannot be relayed now");
        await pause(Math.min(config.maxBackoffMs, 100 * 2 ** failures), stopping.signal);
      }
    }
  };

  const every = (intervalMs: number, what: string, work: () => Promise<void>) =>
    repeat(intervalMs, stopping.signal, async () => {
      await work().catch((error: unknown) =>
        log.debug({ err: error, what }, "background work failed"),
      );
    });

  const loops = Promise.all([
    run(),
    every(config.lockPingIntervalMs, "ping", async () => {
      if (isActive) await outbox.ping();
    }),
    every(config.heartbeatIntervalMs, "beat", async () => {
      const status = fault === null ? "ok" : "degraded";
      const detail = fault ?? `${isActive ? "active" : "standing by"}, ${publisher.name}`;
      await database.call("beat", "relay", instanceId, status, detail);
      const stats = await outbox.stats();
      metrics.pending.set(stats.pending);
      metrics.oldestPending.set(stats.oldest_pending_seconds);
      metrics.failed.set(stats.failed);
    }),
    every(config.pruneIntervalMs, "prune", async () => {
      if (isActive) await outbox.prune();
    }),
  ]);
  return {
    isActive: () => isActive,
    async stop() {
      stopping.abort();
      wake.notify();
      await loops;
      await Promise.all([listener.stop(), publisher.stop()]);
      await database.call("leave", "relay", instanceId).catch(() => undefined);
      await Promise.all([outbox.stop(), database.stop()]);
    },
  };
}

/** Runs `work` now and then every `intervalMs`, until the signal. */
async function repeat(
  intervalMs: number,
  signal: AbortSignal,
  work: () => Promise<void>,
): Promise<void> {
  while (!signal.aborted) {
    await work();
    await pause(intervalMs, signal);
  }
}

async function pause(durationMs: number, signal: AbortSignal): Promise<void> {
  await delay(durationMs, undefined, { signal }).catch(() => undefined);
}
