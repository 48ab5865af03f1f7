/**
 * Wakes the listeners after a commit: at once where none was woken just now. What is committed while a
 * wake is on its way, or within REST_MS of it, goes with the next: each has every listener ask the
 * database. A lost wake costs latency only: everyone polls.
 */
import { GatheredAbout, encodeAbout } from "#runtime/postgres/wake-about.ts";
import type { Stoppable } from "#runtime/work/lifetime.ts";
import { rested } from "#runtime/work/rested.ts";

export interface Waker extends Stoppable {
  /** @param session whom it is about; absent: any */
  wake(session?: string): void;
  /** Resolves when nothing is on its way. */
  settled(): Promise<void>;
}

/** From one wake to the next. One writer's commands are further apart; of many, two hundred wakes a second tell. */
export const REST_MS = 5;

/** @param send a notification with this text (wake-about.ts) */
export function createWaker(
  send: (about: string) => Promise<unknown>,
  onFailed: () => void,
): Waker {
  const about = new GatheredAbout();
  const sending = rested({
    restMs: REST_MS,
    isEmpty: () => about.isEmpty,
    send: async () => void (await send(encodeAbout(about.take())).catch(onFailed)),
  });
  return {
    wake(session) {
      about.add(session === undefined ? null : new Set([session]));
      void sending.ask();
    },
    settled: () => sending.settled(),
    stop: () => sending.stop(),
  };
}
