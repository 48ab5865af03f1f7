/** How long to wait before trying again: all browsers of an edge must not come back at once. */
import { spreadBackOffMs } from "#runtime/work/back-off.ts";

const BACK_OFF = { firstMs: 1_000, mostMs: 30_000 } as const;

/** @param random 0 ≤ x < 1 */
export function pauseMs(failures: number, random: number): number {
  return spreadBackOffMs(BACK_OFF, failures, random);
}
