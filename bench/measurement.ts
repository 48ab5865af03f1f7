/** What a benchmark says: one figure, each metric once in a run. */
export interface Measurement {
  readonly metric: string;
  readonly value: number;
  readonly unit: string;
  /** What the project wants of it, in words such as ">= 0.4"; null where it only informs. */
  readonly goal: string | null;
}

export interface BenchOptions {
  /** More rounds and larger stores; without it a benchmark ends within eight minutes. */
  readonly long: boolean;
  /** Sessions of the larger case, where the benchmark has one and the machine is small; absent: its own. */
  readonly size?: number;
}

/** The middle value; of an even count the upper of the two. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** The value that this share of the values does not exceed, by nearest rank: 0.99 is the p99. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

/** The lowest and the highest value that something may have. */
export type Interval = readonly [low: number, high: number];

/**
 * Where the middle of all that could be measured lies, with 95 in a hundred, whatever its distribution:
 * so many values from the sample's middle down and up (the binomial's normal approximation; 20 values
 * at least).
 */
export function intervalOfMedian(values: readonly number[]): Interval {
  const sorted = values.toSorted((a, b) => a - b);
  const below = Math.max(0, Math.floor((sorted.length - 1.96 * Math.sqrt(sorted.length)) / 2) - 1);
  return [sorted[below] ?? Number.NaN, sorted[sorted.length - 1 - below] ?? Number.NaN];
}
