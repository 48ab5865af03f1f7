/** What a writer, and an address, may do in a while, and how much may be open at once. */
import { environment } from "#shared/environment.ts";

/** So many, evenly refilled over the window; all of them at once where none were used. */
export interface Rate {
  readonly count: number;
  readonly windowSeconds: number;
}

/** What is counted. A command that starts a generation counts as both; `written` is in KiB. */
export type RateName = "commands" | "generation" | "streams" | "reads" | "written";

/** Upstash's REST protocol, over which edges count together. */
export interface SharedCounts {
  readonly url: string;
  readonly token: string;
  /** What is not counted by then goes on uncounted. */
  readonly timeoutMs: number;
}

/** A limiter must not cost more than what it protects. */
const COUNTED_WITHIN_MS = 500;

export interface LimitConfig {
  /** Of one account, and of one address: several writers may share one. */
  readonly rates: Readonly<Record<RateName, { readonly account: Rate; readonly address: Rate }>>;
  /** ACTIVE sessions of one account. */
  readonly openSessions: number;
  /** What one account may store, in bytes. */
  readonly storedBytes: number;
  /** Connections of one address, at this edge. */
  readonly openConnections: number;
  /** Streams of one account and of one address, at this edge. */
  readonly openStreams: { readonly account: number; readonly address: number };
  /** Counts are shared by every edge; null: each edge counts for itself. */
  readonly redis: SharedCounts | null;
}

export const LIMIT_FIELDS = {
  RATE_LIMITS: environment.RATE_LIMITS,
  RATE_LIMIT_COMMANDS: environment.RATE_LIMIT_COMMANDS,
  RATE_LIMIT_GENERATION: environment.RATE_LIMIT_GENERATION,
  RATE_LIMIT_STREAMS: environment.RATE_LIMIT_STREAMS,
  RATE_LIMIT_READS: environment.RATE_LIMIT_READS,
  MAX_OPEN_CONNECTIONS: environment.MAX_OPEN_CONNECTIONS,
  RATE_LIMIT_WRITTEN_KIB: environment.RATE_LIMIT_WRITTEN_KIB,
  MAX_OPEN_SESSIONS: environment.MAX_OPEN_SESSIONS,
  MAX_STORED_MIB: environment.MAX_STORED_MIB,
  MAX_OPEN_STREAMS: environment.MAX_OPEN_STREAMS,
  UPSTASH_REDIS_REST_URL: environment.UPSTASH_REDIS_REST_URL,
  UPSTASH_REDIS_REST_TOKEN: environment.UPSTASH_REDIS_REST_TOKEN,
};

export interface LimitValues {
  readonly RATE_LIMITS?: "on" | "off" | undefined;
  readonly RATE_LIMIT_COMMANDS: readonly [Rate, Rate];
  readonly RATE_LIMIT_GENERATION: readonly [Rate, Rate];
  readonly RATE_LIMIT_STREAMS: readonly [Rate, Rate];
  readonly RATE_LIMIT_READS: readonly [Rate, Rate];
  readonly MAX_OPEN_CONNECTIONS: number;
  readonly RATE_LIMIT_WRITTEN_KIB: readonly [Rate, Rate];
  readonly MAX_OPEN_SESSIONS: number;
  readonly MAX_STORED_MIB: number;
  readonly MAX_OPEN_STREAMS: readonly [number, number];
  readonly UPSTASH_REDIS_REST_URL?: string | undefined;
  readonly UPSTASH_REDIS_REST_TOKEN?: string | undefined;
}

/** @param isPublic others than the machine's own users may come: then limits are on unless told off */
export function limitConfig(values: LimitValues, isPublic: boolean): LimitConfig | null {
  if ((values.RATE_LIMITS ?? (isPublic ? "on" : "off")) === "off") return null;
  const both = <T>([account, address]: readonly [T, T]) => ({ account, address });
  const { UPSTASH_REDIS_REST_URL: url, UPSTASH_REDIS_REST_TOKEN: token } = values;
  return {
    rates: {
      commands: both(values.RATE_LIMIT_COMMANDS),
      generation: both(values.RATE_LIMIT_GENERATION),
      streams: both(values.RATE_LIMIT_STREAMS),
      reads: both(values.RATE_LIMIT_READS),
      written: both(values.RATE_LIMIT_WRITTEN_KIB),
    },
    openSessions: values.MAX_OPEN_SESSIONS,
    storedBytes: values.MAX_STORED_MIB * 1024 * 1024,
    openConnections: values.MAX_OPEN_CONNECTIONS,
    openStreams: both(values.MAX_OPEN_STREAMS),
    redis:
      url === undefined || token === undefined
        ? null
        : { url, token, timeoutMs: COUNTED_WITHIN_MS },
  };
}
