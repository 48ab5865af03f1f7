/**
 * As many calls at a time as there are connections. The others wait here and not inside the driver,
 * which would line them up behind a call that waits for a lock, and would still run one whose caller
 * has been told that it failed.
 */
import { DeadlineExceeded } from "./failure.ts";

export interface Slots {
  /** Resolves with the way to give the slot back. @throws DeadlineExceeded */
  take(deadlineMs: number): Promise<() => void>;
}

export function createSlots(count: number): Slots {
  let free = count;
  const waiting = new Set<() => void>();

  function give(): void {
    const next = waiting.values().next().value;
    if (next === undefined) {
      free += 1;
      return;
    }
    waiting.delete(next);
    next();
  }

  return {
    async take(deadlineMs) {
      if (free > 0) {
        free -= 1;
        return give;
      }
      await new Promise<void>((resolve, reject) => {
        const granted = () => {
          clearTimeout(timer);
          resolve();
        };
        const timer = setTimeout(() => {
          waiting.delete(granted);
          reject(new DeadlineExceeded(`no connection became free within ${deadlineMs} ms`));
        }, deadlineMs);
        waiting.add(granted);
      });
      return give;
    },
  };
}
