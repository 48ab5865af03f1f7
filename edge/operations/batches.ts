/**
 * What is asked for one by one and goes together: one that comes alone goes at once; while as many are
 * under way as go at a time, those that come wait, and share the next ones.
 */
import { setImmediate } from "node:timers";

export interface BatchLimits {
  /** Batches under way at a time. */
  readonly atATime: number;
  /** What waits is shared among them, but not into less than this, */
  readonly few: number;
  /** and no batch is larger. */
  readonly many: number;
}

/** @param send settles each of a batch; never throws */
export function createBatches<Item>(
  { atATime, few, many }: BatchLimits,
  send: (batch: readonly Item[]) => Promise<void>,
): (item: Item) => void {
  const queue: Item[] = [];
  let underWay = 0;
  let isScheduled = false;

  /** In the next turn of the loop: what this turn's requests ask for goes together. */
  function schedule(): void {
    if (isScheduled) return;
    isScheduled = true;
    setImmediate(pump);
  }

  function pump(): void {
    isScheduled = false;
    const size = Math.min(Math.max(Math.ceil(queue.length / atATime), few), many);
    while (underWay < atATime && queue.length > 0) {
      underWay += 1;
      void send(queue.splice(0, size)).finally(() => {
        underWay -= 1;
        schedule();
      });
    }
  }

  return (item) => {
    queue.push(item);
    schedule();
  };
}
