/** Feeding a region's channel of wakes, beside a relay or as a role of its own, and its heartbeat. */
import { randomUUID } from "node:crypto";
import type { Logger } from "pino";
import { Counter, type Registry } from "prom-client";
import { createServiceDatabase } from "#runtime/postgres/service-database.ts";
import { type WakeBroker, wakeChannelOpener } from "#runtime/wakes/wake-broker.ts";
import { wakeTopic } from "#runtime/wakes/wake-channel.ts";
import { createWakeFeed, WAKE_FEED_DEFAULTS } from "#runtime/wakes/wake-feed.ts";
import { inTurns, type Lifetime, type Stoppable } from "#runtime/work/lifetime.ts";
import { repeated } from "#runtime/work/repeated.ts";

const BEAT_INTERVAL_MS = 5_000;

export interface FeedSurroundings {
  readonly log: Logger;
  readonly registry: Registry;
}

/** @param databaseUrl a direct connection's */
export function feedWakes(
  databaseUrl: string,
  broker: WakeBroker,
  { log, registry }: FeedSurroundings,
): Lifetime {
  const database = createServiceDatabase({
    url: databaseUrl,
    applicationName: "genesis wakes health",
    maxConnections: 1,
    deadlineMs: 4_000,
    lockTimeoutMs: 2_000,
  });
  const instance = randomUUID();
  const published = new Counter({
    name: "genesis_wakes_published_total",
    help: "Wakes that were handed to the region's channel",
    registers: [registry],
  });
  const feed = createWakeFeed({
    ...WAKE_FEED_DEFAULTS,
    databaseUrl,
    open: wakeChannelOpener(broker),
    topic: async () => wakeTopic((await database.call("installation")).installation_id),
    onPublished: () => published.inc(),
    onFailed: (error) => log.warn({ err: error, broker: broker.kind }, "wakes are not fed"),
  });
  const beat = repeated({ everyMs: BEAT_INTERVAL_MS }, async () => {
    const fault = feed.fault();
    const status = fault === null ? "ok" : "degraded";
    const info = { problem: fault === null ? null : "WAKES_SILENT", at_ms: Date.now() };
    await database.call("beat", "wakes", instance, status, fault ?? `by ${broker.kind}`, info);
  });
  const leaving: Stoppable = {
    async stop() {
      await database.call("leave", "wakes", instance).catch(() => undefined);
    },
  };
  return inTurns([feed, beat], [leaving], [database]);
}
