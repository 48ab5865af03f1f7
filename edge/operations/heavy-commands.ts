/**
 * Commands whose statement takes long: those with a whole content in them, and those that read all that
 * a book has. Each has a statement of its own, one an account and few in all, so that nobody
 * else's command shares its fate or its time. After each, its account's next one waits for as long
 * again: one writer has half of a processor at most.
 */
import type { CommandType } from "#shared/commands/command-table.ts";

const HEAVY_BYTES = 8 * 1024;
/** As many as there are likely to be cores; the others' quick statements come in between. */
const AT_ONCE = 2;
/** A statement that waited for a lock took no processor's time. */
const MAX_REST_MS = 500;

/** Their payload is small, and what they read is not. */
const HEAVY = new Set<string>([
  "FINISH_GENESIS",
  "PLACE_MATERIAL",
  "RENAME_EVERYWHERE",
] satisfies CommandType[]);

export function isHeavy(type: string, payload: string): boolean {
  return HEAVY.has(type) || payload.length > HEAVY_BYTES;
}

/** @param send settles what it is given; never throws */
export function createHeavyLane<T>(send: (item: T) => Promise<void>) {
  const waiting: { readonly account: string; readonly item: T }[] = [];
  const underWay = new Set<string>();
  const resting = new Set<string>();

  function mayGo(account: string): boolean {
    return !underWay.has(account) && !resting.has(account);
  }

  function rest(account: string, ms: number): void {
    resting.add(account);
    setTimeout(() => {
      resting.delete(account);
      pump();
    }, ms);
  }

  function pump(): void {
    while (underWay.size < AT_ONCE) {
      const next = waiting.findIndex(({ account }) => mayGo(account));
      const [found] = next === -1 ? [] : waiting.splice(next, 1);
      if (found === undefined) return;
      underWay.add(found.account);
      const startedAt = performance.now();
      void send(found.item).finally(() => {
        underWay.delete(found.account);
        rest(found.account, Math.min(performance.now() - startedAt, MAX_REST_MS));
        pump();
      });
    }
  }

  return {
    add(account: string, item: T): void {
      waiting.push({ account, item });
      pump();
    },
  };
}
