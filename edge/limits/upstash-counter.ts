/**
 * Rates counted in Upstash Redis, or in what speaks its REST protocol, shared by every edge. The library
 * stays at 2.0: the scripts of 2.1 carry a flag that a plain Redis or Valkey refuses.
 */
import { Ratelimit } from "@upstash/ratelimit";
import { Redis } from "@upstash/redis";
import type { Rate, SharedCounts } from "./limit-config.ts";
import type { RateCounter } from "./rate-counter.ts";

export function createUpstashCounter({ url, token, timeoutMs }: SharedCounts): RateCounter {
  const redis = new Redis({
    url,
    token,
    enableTelemetry: false,
    // A repeated count would count twice, and a press does not wait for it.
    retry: false,
    signal: () => AbortSignal.timeout(timeoutMs),
  });
  const limiters = new Map<string, Ratelimit>();

  function limiterOf({ count, windowSeconds }: Rate): Ratelimit {
    const id = `${count}/${windowSeconds}`;
    const kept = limiters.get(id);
    if (kept !== undefined) return kept;
    const made = new Ratelimit({
      redis,
      limiter: Ratelimit.slidingWindow(count, `${windowSeconds} s`),
      prefix: "genesis:rate",
      analytics: false,
      // The request's own time-out is above; this library's would pass for a good answer.
      timeout: 0,
    });
    limiters.set(id, made);
    return made;
  }

  return {
    async take(key, rate, amount = 1) {
      const { success, reset } = await limiterOf(rate).limit(key, { rate: amount });
      return success ? 0 : Math.max(1, Math.ceil((reset - Date.now()) / 1_000));
    },
  };
}
