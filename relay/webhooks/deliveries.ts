/**
 * Claims what is due, posts it, and settles it. Each receiver at its own pace: one that is slow holds
 * its own few places, and what others are told goes on beside it.
 */
import { arrayArgument, type ServiceDatabase } from "#runtime/postgres/service-database.ts";
import { coalesced } from "#runtime/work/coalesced.ts";
import type { Stoppable } from "#runtime/work/lifetime.ts";
import type { Deliver } from "./deliver.ts";

/** Posted at the same time: in all, of one account's webhooks, and to one webhook (of several books). */
const AT_ONCE = { all: 32, account: 8, webhook: 2 } as const;

export interface Deliveries extends Stoppable {
  /** Begins what is due and has a place. Each that ends asks again by itself. */
  ask(): Promise<void>;
}

export interface DeliveriesOptions {
  /** Asked before each claim; what is under way goes on. */
  readonly mayClaim: () => boolean;
  /** The database was away: what was posted is posted again, once its minute is over. */
  readonly onFailed: (error: unknown) => void;
}

export function createDeliveries(
  database: ServiceDatabase,
  deliver: Deliver,
  { mayClaim, onFailed }: DeliveriesOptions,
): Deliveries {
  const stopping = new AbortController();
  const { signal } = stopping;
  const underWay = new Map<number, Promise<void>>();
  const claiming = coalesced(async () => {
    const free = AT_ONCE.all - underWay.size;
    if (free === 0 || signal.aborted || !mayClaim()) return;
    const { account, webhook } = AT_ONCE;
    const ids = arrayArgument([...underWay.keys()]);
    for (const one of await database.call("claim_deliveries", free, account, webhook, ids)) {
      underWay.set(one.delivery_id, settle(one));
    }
  });

  async function settle(delivery: Parameters<Deliver>[0]): Promise<void> {
    const { delivery_id } = delivery;
    try {
      const { outcome, error } = await deliver(delivery, signal);
      // What this relay's own end cut off is the next one's, once its minute is over.
      if (signal.aborted && outcome !== "TAKEN") return;
      await database.call("settle_delivery", delivery_id, outcome, error);
    } catch (error) {
      onFailed(error);
    } finally {
      underWay.delete(delivery_id);
    }
    claiming.ask().catch(onFailed);
  }

  return {
    ask: () => claiming.ask(),
    async stop() {
      stopping.abort();
      await claiming.stop().catch(onFailed);
      await Promise.all(underWay.values());
    },
  };
}
