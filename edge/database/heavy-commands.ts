/**
 * Commands whose statement takes long: those with a whole content in them, and the one that puts a
 * novel together. Each has a statement of its own, one an account and few in all, so that nobody
 * else's command shares its fate or its time.
 */
const HEAVY_BYTES = 8 * 1024;
/** As many as there are likely to be cores; the others' quick statements come in between. */
const AT_ONCE = 2;

export function isHeavy(type: string, payload: string): boolean {
  return type === "FINISH_GENESIS" || payload.length > HEAVY_BYTES;
}

/** @param send settles what it is given; never throws */
export function createHeavyLane<T>(send: (item: T) => Promise<void>) {
  const waiting: { readonly account: string; readonly item: T }[] = [];
  const underWay = new Set<string>();

  function pump(): void {
    while (underWay.size < AT_ONCE) {
      const next = waiting.findIndex(({ account }) => !underWay.has(account));
      const [found] = next === -1 ? [] : waiting.splice(next, 1);
      if (found === undefined) return;
      underWay.add(found.account);
      void send(found.item).finally(() => {
        underWay.delete(found.account);
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
