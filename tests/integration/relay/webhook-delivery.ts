/** A delivery to a webhook, for asking the sender by itself. */
import { createModelKeys } from "#runtime/secrets/model-keys.ts";

/** As the relay has it, of an event that nobody waits for. */
export async function deliveryTo(url: string, secrets: readonly string[]) {
  const webhook_id = crypto.randomUUID();
  const keys = createModelKeys(secrets);
  return {
    delivery_id: 1,
    webhook_id,
    url,
    rule: "public" as const,
    encrypted_secret: (await keys?.encrypt(`webhook ${webhook_id}`, `whsec_${btoa("s")}`)) ?? "",
    attempts: 1,
    session_id: crypto.randomUUID(),
    event: {
      event_id: crypto.randomUUID(),
      event_type: "genesis.session.renamed" as const,
      version: 1,
      occurred_at: new Date().toISOString(),
      command_id: null,
      correlation_id: null,
      payload: {},
    },
  };
}
