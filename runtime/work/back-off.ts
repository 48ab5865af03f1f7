/** How long to wait before something that failed is tried again. */
export interface BackOff {
  /** After the first failure; it doubles with each further one … */
  readonly firstMs: number;
  /** … up to this. */
  readonly mostMs: number;
}

/** @param failures in a row, 1 for the first */
export function backOffMs({ firstMs, mostMs }: BackOff, failures: number): number {
  return Math.min(mostMs, firstMs * 2 ** Math.max(0, failures - 1));
}

/**
 * Between half and the whole of that: those whom one fault hit together must not come back together.
 * @param random 0 ≤ x < 1
 */
export function spreadBackOffMs(backOff: BackOff, failures: number, random: number): number {
  const wholeMs = backOffMs(backOff, failures);
  return wholeMs / 2 + (wholeMs / 2) * random;
}
