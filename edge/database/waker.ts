/**
 * Wakes the listeners after a commit. At most one wake is on its way; what is committed meanwhile
 * goes with the next. A lost wake costs latency only: everyone polls.
 */
import { coalesced } from "#runtime/work/coalesced.ts";
import type { Stoppable } from "#runtime/work/lifetime.ts";

export interface Waker extends Stoppable {
  wake(): void;
  /** Resolves when nothing is on its way. */
  settled(): Promise<void>;
}

export function createWaker(send: () => Promise<unknown>, onFailed: () => void): Waker {
  const sending = coalesced(async () => {
    await send().catch(onFailed);
  });
  return {
    wake: () => void sending.ask(),
    settled: () => sending.settled(),
    stop: () => sending.stop(),
  };
}
