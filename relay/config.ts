/** What a relay needs to know, from the environment. */
import { type EndpointPolicy, endpointPolicy } from "#runtime/endpoints/endpoint-policy.ts";
import { isPublic } from "#runtime/endpoints/reach.ts";
import type { WakeBroker } from "#runtime/wakes/wake-broker.ts";
import { readWakeBroker } from "#runtime/wakes/wake-config.ts";
import { environment } from "#shared/environment.ts";
import { readEnvironment } from "#shared/environment/read-environment.ts";

export interface RelayConfig {
  /** A direct connection to PostgreSQL: LISTEN and the lock need one. */
  readonly databaseUrl: string;
  /** Keys are split over so many partitions, each with one active relay; the same for every relay. */
  readonly partitions: number;
  readonly batchSize: number;
  /** Of stored payload that one claim takes. */
  readonly batchBytes: number;
  readonly pollIntervalMs: number;
  /** So often a poll begins at the outbox's beginning, not where all was settled: for what is retried. */
  readonly pollFromStartEveryMs: number;
  /** PostgreSQL ends the lock's connection when it was silent for this long. */
  readonly lockIdleTimeoutMs: number;
  readonly lockPingIntervalMs: number;
  readonly maxBackoffMs: number;
  readonly heartbeatIntervalMs: number;
  /** A partition that was given away is left to the others for this long. */
  readonly releasePauseMs: number;
  /** SENT rows are kept for this long. */
  readonly sentRetentionMs: number;
  /** Commands that have ended, and their tasks, are kept for this long. */
  readonly commandRetentionMs: number;
  /** What a writer deleted can be had back for this long. */
  readonly deletionGraceMs: number;
  /** Entries of the audit record are kept for this long. */
  readonly auditRetentionMs: number;
  readonly pruneIntervalMs: number;
  /** GENESIS_SECRET's, by which webhooks' secrets are opened; none: nothing can be signed. */
  readonly secrets: readonly string[];
  /** Where webhooks may lead now; null: where they were allowed to lead when they were added. */
  readonly endpoints: EndpointPolicy | null;
  /** The region's channel of wakes, which this relay feeds; null: none. */
  readonly wakes: WakeBroker | null;
  readonly listenHeartbeatMs: number;
  readonly listenSilentMs: number;
}

const HOUR_MS = 60 * 60 * 1_000;

export const RELAY_DEFAULTS = {
  partitions: 1,
  batchSize: 500,
  batchBytes: 8 * 1024 * 1024,
  pollIntervalMs: 1_000,
  pollFromStartEveryMs: 10_000,
  lockIdleTimeoutMs: 3_000,
  lockPingIntervalMs: 1_000,
  maxBackoffMs: 5_000,
  heartbeatIntervalMs: 5_000,
  releasePauseMs: 2_500,
  sentRetentionMs: 24 * HOUR_MS,
  commandRetentionMs: 90 * 24 * HOUR_MS,
  deletionGraceMs: 30 * 24 * HOUR_MS,
  auditRetentionMs: 365 * 24 * HOUR_MS,
  pruneIntervalMs: 60_000,
  secrets: [],
  endpoints: null,
  wakes: null,
  listenHeartbeatMs: 2_000,
  listenSilentMs: 6_000,
} as const satisfies Omit<RelayConfig, "databaseUrl">;

/**
 * A book's run may stand in Prefect when the book is deleted, and the callback looks for such after a
 * minute, by the book's rows: once these are gone nobody would know whose run that is.
 */
const LEAST_GRACE_MS = 3 * 60_000;

/**
 * @throws EnvironmentError that names every wrong variable; Error where no database is named (an
 * embedded one is given here by its URL as well)
 */
export function readRelayConfig(env: Readonly<Record<string, string | undefined>>): RelayConfig {
  const { DATABASE_URL, DATABASE_DIRECT_URL, RELAY_PARTITIONS } = environment;
  const { OUTBOX_RETENTION_HOURS, COMMAND_RETENTION_DAYS } = environment;
  const { DELETION_GRACE_DAYS, AUDIT_RETENTION_DAYS, GENESIS_SECRET } = environment;
  const { MODEL_ENDPOINTS, AUTH_MODE, HOST, PUBLIC_URL } = environment;
  const values = readEnvironment(
    {
      DATABASE_URL,
      DATABASE_DIRECT_URL,
      RELAY_PARTITIONS,
      OUTBOX_RETENTION_HOURS,
      COMMAND_RETENTION_DAYS,
      DELETION_GRACE_DAYS,
      AUDIT_RETENTION_DAYS,
      GENESIS_SECRET,
      MODEL_ENDPOINTS,
      AUTH_MODE,
      HOST,
      PUBLIC_URL,
    },
    env,
  );
  const databaseUrl = values.DATABASE_DIRECT_URL ?? values.DATABASE_URL;
  if (databaseUrl === undefined) {
    throw new Error(`DATABASE_URL: got nothing; takes ${DATABASE_URL.takes}`);
  }
  return {
    ...RELAY_DEFAULTS,
    databaseUrl,
    secrets: values.GENESIS_SECRET ?? [],
    wakes: readWakeBroker(env),
    // A relay by itself may not know that the studio is public: then only what is said counts.
    endpoints:
      values.MODEL_ENDPOINTS === undefined && !isPublic(values)
        ? null
        : endpointPolicy(values.MODEL_ENDPOINTS, false),
    partitions: values.RELAY_PARTITIONS,
    sentRetentionMs: values.OUTBOX_RETENTION_HOURS * HOUR_MS,
    commandRetentionMs: values.COMMAND_RETENTION_DAYS * 24 * HOUR_MS,
    deletionGraceMs: Math.max(values.DELETION_GRACE_DAYS * 24 * HOUR_MS, LEAST_GRACE_MS),
    auditRetentionMs: values.AUDIT_RETENTION_DAYS * 24 * HOUR_MS,
  };
}
