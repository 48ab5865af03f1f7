/** A source of random choices that gives the same ones for the same seed, so that a run can be had again. */

export interface Random {
  /** At least 0, below 1. */
  next(): number;
  /** A whole number, at least 0 and below `limit`. */
  below(limit: number): number;
  /** A whole number, at least `least` and at most `most`. */
  between(least: number, most: number): number;
  /** True in `share` (0–1) of the cases. */
  chance(share: number): boolean;
  /** @throws RangeError where the list is empty */
  pick<T>(from: readonly T[]): T;
  /** As often as `weightOf` says, in proportion. @throws RangeError where no weight is above 0 */
  pickWeighted<T>(from: readonly T[], weightOf: (item: T) => number): T;
  /** Another source, of its own: what it is asked for does not change what this one gives. */
  fork(): Random;
}

/** mulberry32 (Tommy Ettinger, public domain): 32 bits of state, good enough for choices. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  const pickWeighted = <T>(from: readonly T[], weightOf: (item: T) => number): T => {
    const total = from.reduce((sum, item) => sum + weightOf(item), 0);
    let left = next() * total;
    for (const item of from) {
      left -= weightOf(item);
      if (left < 0) return item;
    }
    throw new RangeError("nothing to pick from");
  };
  return {
    next,
    below,
    between: (least, most) => least + below(most - least + 1),
    chance: (share) => next() < share,
    pick: (from) => pickWeighted(from, () => 1),
    pickWeighted,
    fork: () => seededRandom(below(2 ** 32)),
  };
}
