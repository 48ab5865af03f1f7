/** How long to wait before trying again. */
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;

/**
 * Between half and the whole of 1, 2, 4 … 30 seconds: all browsers of an edge that went away must
 * not come back at once.
 * @param random 0 ≤ x < 1
 */
export function pauseMs(failures: number, random: number): number {
  const whole = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.max(0, failures - 1));
  return whole / 2 + (whole / 2) * random;
}
