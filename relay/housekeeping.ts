/** What a relay does besides relaying: its heartbeat, the outbox's figures, pruning, sharing. */
import type { ServiceDatabase } from "#runtime/postgres/service-database.ts";
import { HEALTH_PROBLEMS } from "#shared/http/health-problems.ts";
import type { RelayConfig } from "./config.ts";
import type { RelayMetrics } from "./metrics.ts";
import { hasTooMany } from "./share.ts";

export interface Presence {
  readonly held: readonly number[];
  /** Why it cannot work now; null where it can. */
  readonly fault: string | null;
  /** Whether LISTEN has not reached it for long: it polls. */
  readonly isDeaf: boolean;
  readonly publisher: string;
}

/**
 * Says that this relay is alive and what it holds.
 * @returns whether it should give a partition away
 */
export async function beat(
  database: ServiceDatabase,
  config: RelayConfig,
  instanceId: string,
  presence: Presence,
): Promise<boolean> {
  const { held, fault, isDeaf, publisher } = presence;
  const problem = fault !== null ? "EVENTS_NOT_PUBLISHED" : isDeaf ? "NOT_LISTENING" : null;
  const status = problem === null ? "ok" : "degraded";
  const deaf = isDeaf ? `; ${HEALTH_PROBLEMS.NOT_LISTENING}` : "";
  const detail = fault ?? `${describe(held, config.partitions)}, ${publisher}${deaf}`;
  const info = {
    partitions_held: held.length,
    partitions: config.partitions,
    problem,
    at_ms: Date.now(),
  };
  await database.call("beat", "relay", instanceId, status, detail, info);
  if (config.partitions === 1 || held.length === 0) return false;
  const relays = await database.call("live_relays");
  return hasTooMany(config.partitions, held.length, instanceId, relays);
}

function describe(held: readonly number[], partitions: number): string {
  if (held.length === 0) return "standing by";
  return partitions === 1 ? "active" : `active for ${held.length} of ${partitions} partitions`;
}

export async function readStats(database: ServiceDatabase, metrics: RelayMetrics): Promise<void> {
  const stats = await database.call("outbox_stats");
  const { pending, oldest_pending_seconds, oldest_received_seconds, failed } = stats;
  metrics.pending.set(pending);
  metrics.oldestReceived.set(oldest_received_seconds ?? 0);
  metrics.oldestPending.set(oldest_pending_seconds);
  metrics.failed.set(failed);
}

/** Rows that one statement deletes: short locks, and little for one vacuum to clear. */
const PRUNED_AT_ONCE = 1_000;

/** Of one session's log each may be a megabyte: fewer, so that a statement stays short. */
const ERASED_AT_ONCE = 200;

/** The functions that delete what is older than a retention, in batches. */
type Prune =
  | "prune_outbox"
  | "prune_commands"
  | "prune_audit"
  | "prune_deliveries"
  | "erase_sessions"
  | "erase_accounts";

/**
 * Deletes everything older than the retention, batch by batch, or until told to stop.
 * @returns how many rows went
 */
export async function prune(
  database: ServiceDatabase,
  name: Prune,
  retentionMs: number,
  signal?: AbortSignal,
  atOnce = PRUNED_AT_ONCE,
): Promise<number> {
  let total = 0;
  for (;;) {
    const { pruned: count } = await database.call(name, `${retentionMs} milliseconds`, atOnce);
    total += count;
    if (count < atOnce || signal?.aborted === true) return total;
  }
}

/** Sessions that one statement measures. */
const MEASURED_AT_ONCE = 500;

/** Enough for 20,000 sessions a minute; a busier studio goes on in the next one. */
const MOST_BATCHES = 40;

/**
 * Brings up to date what accounts store, by the sessions that had events since then.
 * @returns whether it came to its end
 */
export async function measureStorage(
  database: ServiceDatabase,
  sinceMs: number,
  signal?: AbortSignal,
): Promise<boolean> {
  for (let batch = 0; batch < MOST_BATCHES && signal?.aborted !== true; batch += 1) {
    const since = `${Math.ceil(sinceMs)} milliseconds`;
    const { measured } = await database.call("measure_storage", since, MEASURED_AT_ONCE);
    if (measured < MEASURED_AT_ONCE) return true;
  }
  return false;
}

/**
 * Erases for good what writers deleted longer ago than the grace: sessions, then accounts.
 * @returns how many rows of sessions went, and how many accounts
 */
export async function erase(
  database: ServiceDatabase,
  graceMs: number,
  signal?: AbortSignal,
): Promise<{ readonly rows: number; readonly accounts: number }> {
  const rows = await prune(database, "erase_sessions", graceMs, signal, ERASED_AT_ONCE);
  const accounts = await prune(database, "erase_accounts", graceMs, signal, ERASED_AT_ONCE);
  return { rows, accounts };
}
