/** What a relay needs to know, from the environment. */
import { environment, readEnvironment } from "#shared/environment.ts";

export interface RelayConfig {
  /** A direct connection to PostgreSQL: LISTEN and the lock need one. */
  readonly databaseUrl: string;
  /** The partition of keys that this relay serves; one active relay each. */
  readonly partition: number;
  readonly batchSize: number;
  readonly pollIntervalMs: number;
  /** PostgreSQL ends the lock's connection when it was silent for this long. */
  readonly lockIdleTimeoutMs: number;
  readonly lockPingIntervalMs: number;
  readonly maxBackoffMs: number;
  readonly heartbeatIntervalMs: number;
  /** SENT rows are kept for this long. */
  readonly sentRetentionMs: number;
  readonly pruneIntervalMs: number;
  readonly listenHeartbeatMs: number;
  readonly listenSilentMs: number;
}

export const RELAY_DEFAULTS = {
  partition: 0,
  batchSize: 500,
  pollIntervalMs: 1_000,
  lockIdleTimeoutMs: 3_000,
  lockPingIntervalMs: 1_000,
  maxBackoffMs: 5_000,
  heartbeatIntervalMs: 5_000,
  sentRetentionMs: 24 * 60 * 60 * 1_000,
  pruneIntervalMs: 60_000,
  listenHeartbeatMs: 2_000,
  listenSilentMs: 6_000,
} as const satisfies Omit<RelayConfig, "databaseUrl">;

/**
 * @throws EnvironmentError that names every wrong variable; Error where no database is named (an
 * embedded one is given here by its URL as well)
 */
export function readRelayConfig(env: Readonly<Record<string, string | undefined>>): RelayConfig {
  const { DATABASE_URL, DATABASE_DIRECT_URL } = environment;
  const values = readEnvironment({ DATABASE_URL, DATABASE_DIRECT_URL }, env);
  const databaseUrl = values.DATABASE_DIRECT_URL ?? values.DATABASE_URL;
  if (databaseUrl === undefined) {
    throw new Error(`DATABASE_URL: got nothing; takes ${DATABASE_URL.takes}`);
  }
  return { ...RELAY_DEFAULTS, databaseUrl };
}
