/** How many streams an account and an address have open at this edge. */

export interface OpenStreams {
  /** Takes a place in each, or none: null where one of them is full. The result gives them back, once. */
  take(account: string, address: string): (() => void) | null;
}

export function createOpenStreams(limits: {
  readonly account: number;
  readonly address: number;
}): OpenStreams {
  const open = new Map<string, number>();

  function change(key: string, by: number): void {
    const count = (open.get(key) ?? 0) + by;
    if (count > 0) open.set(key, count);
    else open.delete(key);
  }

  return {
    take(account, address) {
      const keys = { account: `account:${account}`, address: `address:${address}` };
      if ((open.get(keys.account) ?? 0) >= limits.account) return null;
      if ((open.get(keys.address) ?? 0) >= limits.address) return null;
      for (const key of Object.values(keys)) change(key, 1);
      let isGiven = false;
      return () => {
        if (isGiven) return;
        isGiven = true;
        for (const key of Object.values(keys)) change(key, -1);
      };
    },
  };
}
