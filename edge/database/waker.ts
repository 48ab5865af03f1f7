/**
 * Wakes the listeners after a commit. At most one wake is on its way; what is committed meanwhile
 * goes with the next. A lost wake costs latency only: everyone polls.
 */
export interface Waker {
  wake(): void;
  /** Resolves when nothing is on its way. */
  settled(): Promise<void>;
}

export function createWaker(send: () => Promise<unknown>, onFailed: () => void): Waker {
  let isWanted = false;
  let running: Promise<void> | null = null;

  async function run(): Promise<void> {
    while (isWanted) {
      isWanted = false;
      try {
        await send();
      } catch {
        onFailed();
      }
    }
    running = null;
  }

  return {
    wake() {
      isWanted = true;
      running ??= run();
    },
    settled: () => running ?? Promise.resolve(),
  };
}
