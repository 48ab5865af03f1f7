/** How long is waited for what comes, before it is said that it did not: no measure of anything. */
export const PATIENCE_MS = 60_000;

/**
 * What a promise of so many milliseconds is held to. It is made for a machine with nothing else to do,
 * which the suite's is not: here it has six times as long, and the whole of it with
 * `GENESIS_TEST_IDLE=1 npm test -- FILE`.
 */
export function promisedMs(ms: number): number {
  return process.env["GENESIS_TEST_IDLE"] === "1" ? ms : 6 * ms;
}
