/**
 * Looks up the handle of a wait without a lock: to expect and to log, never to decide. What comes
 * back may be stale or missing; the SQL functions alone say what is done with a handle.
 */
import { Redis } from "@upstash/redis";
import { z } from "zod";
import type { ServiceDatabase } from "#shared/database/service-database.ts";
import { HANDLE_STATUSES } from "#shared/statuses.ts";

const handleHint = z.object({
  handle_id: z.uuid(),
  session_id: z.uuid(),
  flow_run_id: z.uuid().nullable(),
  status: z.enum(HANDLE_STATUSES),
});

export type HandleHint = z.infer<typeof handleHint>;

export interface HandleLookup {
  readonly name: "table" | "redis";
  /** Null where nothing is known, or nothing answers. */
  find(correlationId: string): Promise<HandleHint | null>;
  /** After a decision: what is known of that wait now. */
  remember(correlationId: string, hint: HandleHint): Promise<void>;
}

/** The table itself. */
export function tableLookup(database: ServiceDatabase): HandleLookup {
  return {
    name: "table",
    find: async (correlationId) =>
      handleHint.nullable().parse(await database.call("find_handle", correlationId)),
    remember: async () => undefined,
  };
}

export interface RedisLookupOptions {
  readonly url: string;
  readonly token: string;
  /** What is older is not worth knowing. */
  readonly timeToLiveSeconds: number;
  /** A cache slower than this is no cache. */
  readonly timeoutMs: number;
}

/** A Redis cache in front of another lookup: written through, and passed by where it does not answer. */
export function redisLookup(options: RedisLookupOptions, behind: HandleLookup): HandleLookup {
  const redis = new Redis({
    url: options.url,
    token: options.token,
    automaticDeserialization: false,
    enableTelemetry: false,
    enableAutoPipelining: false,
    retry: false,
    signal: () => AbortSignal.timeout(options.timeoutMs),
  });
  const keyOf = (correlationId: string) => `genesis:handle:${correlationId}`;
  const remember = async (correlationId: string, hint: HandleHint) => {
    await redis
      .set(keyOf(correlationId), JSON.stringify(hint), { ex: options.timeToLiveSeconds })
      .catch(() => undefined);
  };
  return {
    name: "redis",
    async find(correlationId) {
      const kept = await redis.get<string>(keyOf(correlationId)).catch(() => null);
      const hint = kept === null ? null : hintOf(kept);
      if (hint !== null) return hint;
      const found = await behind.find(correlationId);
      if (found !== null) await remember(correlationId, found);
      return found;
    },
    remember,
  };
}

/** Whatever is in the cache was written by somebody: garbage is the same as nothing. */
function hintOf(kept: string): HandleHint | null {
  try {
    return handleHint.safeParse(JSON.parse(kept)).data ?? null;
  } catch {
    return null;
  }
}
