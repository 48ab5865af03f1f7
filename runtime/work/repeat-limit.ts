/** Says the same only so often: a fault that lasts must not fill a disk with its sentence. */
export interface RepeatLimit {
  /** null: not now. Else how many of the same were left out since it was last said. */
  take(what: string): number | null;
}

export interface RepeatLimitOptions {
  /** So often within `withinMs` it is said; what is more is counted. */
  readonly most: number;
  readonly withinMs: number;
  readonly now?: () => number;
}

/** Different sentences that are kept in mind. */
const MOST_KEPT = 500;

export function createRepeatLimit({ most, withinMs, now }: RepeatLimitOptions): RepeatLimit {
  const clock = now ?? (() => performance.now());
  const seen = new Map<string, { since: number; said: number; leftOut: number }>();
  return {
    take(what) {
      const present = clock();
      const known = seen.get(what);
      if (known !== undefined && present - known.since < withinMs) {
        if (known.said >= most) {
          known.leftOut += 1;
          return null;
        }
        known.said += 1;
        return 0;
      }
      // Newest last: those that are silent longest are forgotten.
      seen.delete(what);
      seen.set(what, { since: present, said: 1, leftOut: 0 });
      const [oldest] = seen.keys();
      if (seen.size > MOST_KEPT && oldest !== undefined) seen.delete(oldest);
      return known?.leftOut ?? 0;
    },
  };
}
