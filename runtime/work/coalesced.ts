/** Work that runs once at a time: who asks meanwhile has it run once more, for all who asked. */
import type { Stoppable } from "./lifetime.ts";

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
 */
export function coalesced(work: () => Promise<boolean | void>): Coalesced {
  let isAsked = false;
  let isStopped = false;
  let running: Promise<void> | null = null;

  async function run(): Promise<void> {
    try {
      while (isAsked) {
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
