/** Work that comes round. */
import { setTimeout as delay } from "node:timers/promises";

/** Runs `work` now and then every `intervalMs`, until the signal. @param work does not throw */
export async function repeat(
  intervalMs: number,
  signal: AbortSignal,
  work: () => Promise<void>,
): Promise<void> {
  while (!signal.aborted) {
    await work();
    await delay(intervalMs, undefined, { signal }).catch(() => undefined);
  }
}
