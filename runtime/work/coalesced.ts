/** Work that runs once at a time: who asks meanwhile has it run once more, for all who asked. */
import type { Stoppable } from "./lifetime.ts";
import { pause } from "./pause.ts";

export interface Coalesced extends Stoppable {
  /** Has the work run from its beginning. Resolves once nothing is left to do. */
  ask(): Promise<void>;
  /** Resolves when nothing runs. */
  settled(): Promise<void>;
  /** What was asked for is done; what is asked for after is not. */
  stop(): Promise<void>;
}

/**
 * @param work resolves to whether it is to run again at once; where it rejects, so does what was
 *   asked, and the next one asks anew
 * @param restMs from one run's beginning to the next, at least: what is asked for within it goes together
 */
export function coalesced(work: () => Promise<boolean | void>, restMs = 0): Coalesced {
  let isAsked = false;
  let restsUntilMs = 0;
  let isStopped = false;
  let running: Promise<void> | null = null;

  async function run(): Promise<void> {
    try {
      while (isAsked) {
        const leftMs = restsUntilMs - performance.now();
        if (restMs > 0 && leftMs > 0) await pause(leftMs);
        restsUntilMs = performance.now() + restMs;
        isAsked = false;
        if ((await work()) === true) isAsked = true;
      }
    } finally {
      // In the same step as the last look at `isAsked`: a call in between would wait for nobody.
      running = null;
    }
  }

  const settled = () => running ?? Promise.resolve();
  return {
    ask() {
      if (isStopped) return settled();
      isAsked = true;
      running ??= run();
      return running;
    },
    settled,
    async stop() {
      isStopped = true;
      await settled();
    },
  };
}
