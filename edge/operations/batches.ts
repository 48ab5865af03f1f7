/**
 * What is asked for one by one and goes together: one that comes alone goes at once; while as many are
 * under way as go at a time, those that come wait, and share the next ones.
 */
import { setImmediate } from "node:timers";
import { DeadlineExceeded } from "#runtime/postgres/failure.ts";

export interface BatchLimits {
  /** Batches under way at a time. */
  readonly atATime: number;
  /** What waits is shared among them, but not into less than this, */
  readonly few: number;
  /** and no batch is larger. */
  readonly many: number;
}

/** Of a request that waits; its `since` is performance.now()'s. */
export interface Waiting {
  readonly since: number;
  readonly reject: (error: unknown) => void;
}

/** Whoever waited longer than this has its refusal. @returns whether it had not */
export function isInTime({ since, reject }: Waiting, deadlineMs: number): boolean {
  const isLate = since < performance.now() - deadlineMs;
  if (isLate) reject(new DeadlineExceeded("no statement became free in time"));
  return !isLate;
}

/** @param send settles each of a batch, of which none is late; never throws */
export function createBatches<Item extends Waiting>(
  { atATime, few, many }: BatchLimits,
  deadlineMs: number,
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
      const batch = queue.splice(0, size).filter((item) => isInTime(item, deadlineMs));
      if (batch.length === 0) continue;
      underWay += 1;
      void send(batch).finally(() => {
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
