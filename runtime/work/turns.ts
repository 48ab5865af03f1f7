/** Long reading takes turns with other requests: its work is counted, and after so much of it the loop goes round. */
import { pause } from "./pause.ts";

export interface Turns {
  /** @param work characters that were gone through @returns whether it is others' turn: then `next` */
  isOver(work: number): boolean;
  next(): Promise<void>;
}

/** Some milliseconds, whatever the characters are. */
const WORK = 128 * 1024;

export function createTurns(): Turns {
  let done = 0;
  return {
    isOver(work) {
      done += work;
      return done >= WORK;
    },
    async next() {
      done = 0;
      await pause(0);
    },
  };
}
