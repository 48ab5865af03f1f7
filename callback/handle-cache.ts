/**
 * Where a wait's handle is, as a Redis cache has it: the flow worker writes it when the wait is
 * registered. It finds and never decides: what comes back may be stale, of another wait, or missing,
 * and genesis.deliver_answer takes it only where the table agrees, else it looks in the table itself.
 */
import { Redis } from "@upstash/redis";
import { z } from "zod";

export interface HandleCache {
  readonly name: "none" | "redis";
  /** The handle's id; null where nothing is known, or nothing answers in time. Never rejects. */
  find(correlationId: string): Promise<string | null>;
  /** That wait is over. Never rejects. */
  forget(correlationId: string): Promise<void>;
}

/** The table alone. */
export const noHandleCache: HandleCache = {
  name: "none",
  find: async () => null,
  forget: async () => undefined,
};

export interface RedisHandleCacheOptions {
  readonly url: string;
  readonly token: string;
  /** An answer waits for the cache so long at the most. */
  readonly timeoutMs: number;
  /** A cache that failed is not asked again for so long: it must not slow every answer. */
  readonly restMs: number;
}

const handleId = z.uuid();

export function redisHandleCache(options: RedisHandleCacheOptions): HandleCache {
  const redis = new Redis({
    url: options.url,
    token: options.token,
    automaticDeserialization: false,
    enableTelemetry: false,
    enableAutoPipelining: false,
    retry: false,
    signal: () => AbortSignal.timeout(options.timeoutMs),
  });
  let restsUntil = 0;
  const asked = async (ask: () => Promise<unknown>): Promise<unknown> => {
    if (performance.now() < restsUntil) return null;
    try {
      return await ask();
    } catch {
      restsUntil = performance.now() + options.restMs;
      return null;
    }
  };
  return {
    name: "redis",
    async find(correlationId) {
      const kept = await asked(() => redis.get<string>(handleKey(correlationId)));
      // Whatever is in the cache was written by somebody: garbage is the same as nothing.
      return handleId.safeParse(kept).data ?? null;
    },
    async forget(correlationId) {
      await asked(() => redis.del(handleKey(correlationId)));
    },
  };
}

/** The same as in flows/genesis_flows/handle_cache.py. */
export function handleKey(correlationId: string): string {
  return `genesis:handle:${correlationId}`;
}
