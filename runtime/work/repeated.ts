/** Work that comes round. */
import type { Lifetime } from "./lifetime.ts";
import { pause } from "./pause.ts";

export interface RepeatedOptions {
  /** From the end of one run to the next. */
  readonly everyMs: number;
  /** After a run that failed; absent: `everyMs`. */
  readonly afterFailureMs?: number;
  readonly onFailed?: (error: unknown) => void;
}

/** Runs at the start and then again and again, one at a time; a failure ends nothing. */
export function repeated(
  { everyMs, afterFailureMs = everyMs, onFailed }: RepeatedOptions,
  work: (signal: AbortSignal) => Promise<unknown>,
): Lifetime {
  const stopping = new AbortController();
  const { signal } = stopping;
  let running: Promise<void> = Promise.resolve();

  async function run(): Promise<void> {
    while (!signal.aborted) {
      let waitMs = everyMs;
      try {
        await work(signal);
      } catch (error) {
        waitMs = afterFailureMs;
        onFailed?.(error);
      }
      await pause(waitMs, signal);
    }
  }

  return {
    start() {
      running = run();
    },
    async stop() {
      stopping.abort();
      await running;
    },
  };
}
