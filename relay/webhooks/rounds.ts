/** Claims what is due, posts it, and settles it, until nothing is due any more. */
import type { ServiceDatabase } from "#runtime/postgres/service-database.ts";
import type { ModelKeys } from "#runtime/secrets/model-keys.ts";
import { deliver } from "./deliver.ts";

/** Posted at the same time; each is another webhook's or another session's. */
const AT_ONCE = 16;

export async function deliverDue(
  database: ServiceDatabase,
  secrets: ModelKeys | null,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    const claimed = await database.call("claim_deliveries", AT_ONCE);
    if (claimed.length === 0) return;
    await Promise.all(
      claimed.map(async (delivery) => {
        const { outcome, error } = await deliver(delivery, secrets, signal);
        // What this relay's own end cut off is the next one's, once its minute is over.
        if (signal.aborted && outcome !== "TAKEN") return;
        await database.call("settle_delivery", delivery.delivery_id, outcome, error);
      }),
    );
  }
}
