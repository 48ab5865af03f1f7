/**
 * As many calls at a time as there are connections. The others wait here and not inside the driver,
 * which would line them up behind a call that waits for a lock, and would still run one whose caller
 * has been told that it failed. One account has at most half of them, so that its slow calls are not
 * everybody's. What somebody wrote goes before what is read.
 */
import { DeadlineExceeded } from "./failure.ts";

export interface Slots {
  /**
   * Resolves with the way to give the slot back.
   * @param account whose call it is; null for what is nobody's own
   * @param isFirst before all that are not, however long they wait
   * @throws DeadlineExceeded
   */
  take(deadlineMs: number, account: string | null, isFirst?: boolean): Promise<() => void>;
}

interface Waiting {
  readonly account: string | null;
  readonly granted: () => void;
}

export function createSlots(count: number): Slots {
  const share = Math.ceil(count / 2);
  let free = count;
  const held = new Map<string, number>();
  const waiting = { first: new Set<Waiting>(), others: new Set<Waiting>() };

  function mayTake(account: string | null): boolean {
    return free > 0 && (account === null || (held.get(account) ?? 0) < share);
  }

  function change(account: string | null, by: 1 | -1): void {
    free -= by;
    if (account === null) return;
    const now = (held.get(account) ?? 0) + by;
    if (now === 0) held.delete(account);
    else held.set(account, now);
  }

  function giverOf(account: string | null): () => void {
    return () => {
      change(account, -1);
      for (const line of [waiting.first, waiting.others]) {
        for (const next of line) {
          if (!mayTake(next.account)) continue;
          line.delete(next);
          change(next.account, 1);
          next.granted();
          return;
        }
      }
    };
  }

  return {
    async take(deadlineMs, account, isFirst = false) {
      if (mayTake(account)) {
        change(account, 1);
        return giverOf(account);
      }
      const line = isFirst ? waiting.first : waiting.others;
      await new Promise<void>((resolve, reject) => {
        const entry: Waiting = {
          account,
          granted: () => {
            clearTimeout(timer);
            resolve();
          },
        };
        const timer = setTimeout(() => {
          line.delete(entry);
          reject(new DeadlineExceeded(`no connection became free within ${deadlineMs} ms`));
        }, deadlineMs);
        line.add(entry);
      });
      return giverOf(account);
    },
  };
}
