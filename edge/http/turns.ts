/** Long work in turns: after each, whatever else waits for this process is let in. */
import { setImmediate } from "node:timers";

const STEPS_A_TURN = 200;
const BYTES_A_TURN = 256 * 1024;

export interface Turns {
  /** Called after each step; waits where a turn is over. */
  worked(bytes?: number): Promise<void> | undefined;
}

export function createTurns(): Turns {
  let steps = 0;
  let bytes = 0;
  return {
    worked(ofStep = 0) {
      steps += 1;
      bytes += ofStep;
      if (steps < STEPS_A_TURN && bytes < BYTES_A_TURN) return undefined;
      [steps, bytes] = [0, 0];
      return new Promise((resolve) => setImmediate(resolve));
    },
  };
}
