/** Places for logs that are being brought: of this process's memory, one takes several times its bytes. */
import { MAX_LOG_BYTES } from "#shared/http/log-routes.ts";
import { createByteBudget, type HeldBytes } from "../http/byte-budget.ts";
import type { Asking } from "../limits/limits.ts";

const AT_ONCE = 3;

export interface ImportPlaces {
  /** Null: there was none within the wait. One for an account, and one for an address. */
  take(asking: Asking): Promise<HeldBytes | null>;
}

export function createImportPlaces(waitMs: number): ImportPlaces {
  const budget = createByteBudget(waitMs);
  return {
    take: ({ account, address }) =>
      budget.take(MAX_LOG_BYTES, [
        { key: `account:${account}`, bytes: MAX_LOG_BYTES },
        { key: `address:${address}`, bytes: MAX_LOG_BYTES },
        { key: "all", bytes: MAX_LOG_BYTES * AT_ONCE },
      ]),
  };
}
