/** What the callback needs to know, from the environment. */
import { environment } from "#shared/environment.ts";
import {
  EnvironmentError,
  readEnvironment,
  missingVariable,
} from "#shared/environment/read-environment.ts";
import type { PrefectAccess } from "#runtime/prefect-access.ts";

export interface CallbackConfig {
  /** A direct connection to PostgreSQL: LISTEN needs one. */
  readonly databaseUrl: string;
  readonly prefect: PrefectAccess;
  /** The cache in which a wait's handle is looked for first; null: the table alone. */
  readonly redis: { readonly url: string; readonly token: string } | null;
  /** An answer waits for the cache so long at the most; one that failed rests for cacheRestMs. */
  readonly cacheTimeoutMs: number;
  readonly cacheRestMs: number;
  /** For one call to Prefect; shorter than the lease of 15 s. */
  readonly prefectTimeoutMs: number;
  /**
   * Calls to Prefect at once. Its server works on all it is asked at the same time: with fewer, the
   * answers of many writers queue behind the calls of the runs that they have woken already.
   */
  readonly prefectConcurrency: number;
  readonly sweepIntervalMs: number;
  /** What is younger is on its way and left alone. */
  readonly sweepGraceMs: number;
  /** Where the answer's delivery seems lost, it is repeated. */
  readonly repeatAfterMs: number;
  /** A processing command that was silent for this long has its run looked up in Prefect. */
  readonly suspectAfterMs: number;
  /** A beat older than this is stale; found twice, `staleConfirmMs` apart, it counts. */
  readonly staleAfterMs: number;
  readonly staleConfirmMs: number;
  readonly maxAttempts: number;
  /** A command that nobody began for this long ends with TIMED_OUT. */
  readonly receivedTimeoutMs: number;
  /** … found over this time, in which the database and Prefect were up. */
  readonly receivedTimeoutConfirmMs: number;
  /** A run that registered a wait and never paused. */
  readonly pauseTimeoutMs: number;
  /** How often it is looked for runs that stay behind in Prefect, and how young ones are left alone. */
  readonly orphanedRunsIntervalMs: number;
  readonly orphanedRunsGraceMs: number;
  /** How far back a callback's first look at expired waits goes. */
  readonly orphanedRunsFirstLookMs: number;
  /** How often it is looked whether runs are taken up in Prefect. */
  readonly prefectLookIntervalMs: number;
  /** A pool or queue paused while a writer waits this long is set running again. */
  readonly pausedForMs: number;
  readonly heartbeatIntervalMs: number;
  readonly listenHeartbeatMs: number;
  readonly listenSilentMs: number;
}

type Settings = Omit<CallbackConfig, "databaseUrl" | "prefect" | "redis">;

export const CALLBACK_DEFAULTS = {
  cacheTimeoutMs: 150,
  cacheRestMs: 5_000,
  prefectTimeoutMs: 8_000,
  prefectConcurrency: 10,
  sweepIntervalMs: 2_000,
  sweepGraceMs: 1_500,
  repeatAfterMs: 5_000,
  suspectAfterMs: 8_000,
  staleAfterMs: 15_000,
  staleConfirmMs: 10_000,
  maxAttempts: 3,
  receivedTimeoutMs: 10 * 60_000,
  receivedTimeoutConfirmMs: 60_000,
  pauseTimeoutMs: 60_000,
  orphanedRunsIntervalMs: 15_000,
  orphanedRunsGraceMs: 60_000,
  orphanedRunsFirstLookMs: 60 * 60_000,
  prefectLookIntervalMs: 10_000,
  pausedForMs: 40_000,
  heartbeatIntervalMs: 5_000,
  listenHeartbeatMs: 2_000,
  listenSilentMs: 6_000,
} as const satisfies Settings;

/**
 * @throws EnvironmentError that names every wrong variable; Error where PostgreSQL or Prefect is not
 * named (embedded ones are given here by their URLs as well)
 */
export function readCallbackConfig(
  env: Readonly<Record<string, string | undefined>>,
): CallbackConfig {
  const { DATABASE_URL, DATABASE_DIRECT_URL } = environment;
  const { PREFECT_API_URL, PREFECT_API_KEY, PREFECT_API_AUTH_STRING } = environment;
  const { UPSTASH_REDIS_REST_URL, UPSTASH_REDIS_REST_TOKEN } = environment;
  const values = readEnvironment(
    {
      DATABASE_URL,
      DATABASE_DIRECT_URL,
      PREFECT_API_URL,
      PREFECT_API_KEY,
      PREFECT_API_AUTH_STRING,
      UPSTASH_REDIS_REST_URL,
      UPSTASH_REDIS_REST_TOKEN,
    },
    env,
  );
  const databaseUrl = values.DATABASE_DIRECT_URL ?? values.DATABASE_URL;
  const apiUrl = values.PREFECT_API_URL;
  if (databaseUrl === undefined || apiUrl === undefined) {
    throw new EnvironmentError([
      ...(databaseUrl === undefined ? [missingVariable("DATABASE_URL", DATABASE_URL)] : []),
      ...(apiUrl === undefined ? [missingVariable("PREFECT_API_URL", PREFECT_API_URL)] : []),
    ]);
  }
  const url = values.UPSTASH_REDIS_REST_URL;
  const token = values.UPSTASH_REDIS_REST_TOKEN;
  return {
    ...CALLBACK_DEFAULTS,
    databaseUrl,
    prefect: {
      apiUrl,
      apiKey: values.PREFECT_API_KEY ?? null,
      authString: values.PREFECT_API_AUTH_STRING ?? null,
    },
    redis: url === undefined || token === undefined ? null : { url, token },
  };
}
