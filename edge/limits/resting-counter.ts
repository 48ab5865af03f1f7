/**
 * Counts elsewhere while that is quick, and not at all while it is not: a Redis that answers in half a second
 * would add that to every command. One that is slow or away rests, and is asked beside the requests
 * whether it is quick again. Who cannot count does not refuse: a limiter must not stop the writers.
 */
import type { RateCounter } from "./rate-counter.ts";

export interface RestingOptions {
  /** Longer is slow. */
  readonly slowMs: number;
  /** So many slow or failed answers in a row, and it rests. */
  readonly slowInARow: number;
  readonly restMs: number;
}

const RESTING_DEFAULTS: RestingOptions = { slowMs: 200, slowInARow: 3, restMs: 5_000 };

/** What is asked of one that rests: no writer's rate. */
const PROBE = { key: "probe", rate: { count: 1_000_000, windowSeconds: 60 } } as const;

/** @param onFailed told of each answer that did not come */
export function restingCounter(
  elsewhere: RateCounter,
  onFailed: (error: unknown) => void,
  options: RestingOptions = RESTING_DEFAULTS,
): RateCounter {
  let slow = 0;
  let restsUntil: number | null = null;

  /** @returns whether it was quick */
  const noted = (startedAt: number, isFailed: boolean) => {
    const isSlow = isFailed || performance.now() - startedAt > options.slowMs;
    slow = isSlow ? slow + 1 : 0;
    if (slow >= options.slowInARow) restsUntil = performance.now() + options.restMs;
    return !isSlow;
  };

  const probe = async () => {
    const startedAt = performance.now();
    const isFailed = await elsewhere.take(PROBE.key, PROBE.rate).then(
      () => false,
      () => true,
    );
    if (noted(startedAt, isFailed)) restsUntil = null;
  };

  return {
    async take(key, rate, amount) {
      if (restsUntil !== null) {
        if (performance.now() > restsUntil) {
          // The next to come does not ask too.
          restsUntil = performance.now() + options.restMs;
          void probe();
        }
        return 0;
      }
      const startedAt = performance.now();
      try {
        const wait = await elsewhere.take(key, rate, amount);
        noted(startedAt, false);
        return wait;
      } catch (error) {
        noted(startedAt, true);
        onFailed(error);
        return 0;
      }
    },
  };
}
