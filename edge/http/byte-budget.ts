/** Bytes that several parties may hold at a time; who finds no room waits in the order of asking. */

export interface ByteBudget {
  /** Of all the shares at once; null where there was no room within the wait, or too many wait. */
  take(bytes: number, shares: readonly Share[]): Promise<HeldBytes | null>;
}

export interface Share {
  readonly key: string;
  readonly bytes: number;
}

export interface HeldBytes {
  /** To what it has become. */
  change(bytes: number): void;
  /** Once; further calls do nothing. */
  giveBack(): void;
}

/** More do not wait: they would only time out. */
const MAX_WAITING = 64;

interface Waiting {
  readonly bytes: number;
  readonly shares: readonly Share[];
  go(held: HeldBytes): void;
}

export function createByteBudget(waitMs: number): ByteBudget {
  const used = new Map<string, number>();
  const waiting = new Set<Waiting>();

  function add(shares: readonly Share[], bytes: number): void {
    for (const { key } of shares) {
      const sum = (used.get(key) ?? 0) + bytes;
      if (sum > 0) used.set(key, sum);
      else used.delete(key);
    }
  }

  function fits({ bytes, shares }: Pick<Waiting, "bytes" | "shares">): boolean {
    return shares.every((share) => (used.get(share.key) ?? 0) + bytes <= share.bytes);
  }

  function hold(bytes: number, shares: readonly Share[]): HeldBytes {
    let held = bytes;
    add(shares, held);
    const change = (to: number) => {
      add(shares, to - held);
      held = to;
      letIn();
    };
    let isGiven = false;
    return {
      change,
      giveBack() {
        if (!isGiven) change(0);
        isGiven = true;
      },
    };
  }

  function letIn(): void {
    for (const one of waiting) {
      if (!fits(one)) continue;
      waiting.delete(one);
      one.go(hold(one.bytes, one.shares));
    }
  }

  return {
    take(bytes, shares) {
      if (fits({ bytes, shares })) return Promise.resolve(hold(bytes, shares));
      const [first] = shares;
      const ahead = [...waiting].filter((one) => one.shares[0]?.key === first?.key).length;
      if (ahead >= MAX_WAITING) return Promise.resolve(null);
      return new Promise((resolve) => {
        const one: Waiting = {
          bytes,
          shares,
          go(held) {
            clearTimeout(timer);
            resolve(held);
          },
        };
        const timer = setTimeout(() => {
          waiting.delete(one);
          resolve(null);
        }, waitMs);
        waiting.add(one);
      });
    },
  };
}
