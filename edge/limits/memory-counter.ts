/**
 * Rates counted in this process, by the generic cell rate algorithm: one number a key, the time at
 * which its bucket is full again. What is refused is not counted.
 */
import type { RateCounter } from "./rate-counter.ts";

const PRUNE_AFTER_KEYS = 10_000;

/**
 * @param now in milliseconds
 * @param fullAt when each key's bucket is full again; what it holds is the counter's memory
 */
export function createMemoryCounter(
  now: () => number = Date.now,
  fullAt: Map<string, number> = new Map(),
): RateCounter {
  let pruneAt = PRUNE_AFTER_KEYS;

  /** Full buckets are as good as none. Amortised: each pruning lets as many keys come again. */
  function prune(present: number): void {
    for (const [key, time] of fullAt) if (time <= present) fullAt.delete(key);
    pruneAt = Math.max(PRUNE_AFTER_KEYS, fullAt.size * 2);
  }

  return {
    async take(key, { count, windowSeconds }, amount = 1) {
      const present = now();
      const windowMs = windowSeconds * 1_000;
      const next = Math.max(present, fullAt.get(key) ?? 0) + (amount * windowMs) / count;
      const waitMs = next - present - windowMs;
      // Sums of fractions: a thousandth of a millisecond is no wait.
      if (waitMs > 0.001) return Math.max(1, Math.ceil(waitMs / 1_000));
      fullAt.set(key, next);
      if (fullAt.size > pruneAt) prune(present);
      return 0;
    },
  };
}
