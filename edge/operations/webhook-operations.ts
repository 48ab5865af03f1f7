/** Webhooks in the database; each operation is one call of one SQL function. */
import { z } from "zod";
import type { Caller, Client, Database } from "../database/database.ts";

const list = z.object({ webhooks: z.array(z.unknown()) });
const added = z.discriminatedUnion("outcome", [
  z.object({ outcome: z.literal("ADDED"), created_at: z.string() }),
  z.object({ outcome: z.literal("SIGNED_OUT") }),
  z.object({ outcome: z.literal("TOO_MANY") }),
]);
const ended = z.object({ outcome: z.enum(["ENDED", "NOT_FOUND"]) });
const retried = z.discriminatedUnion("outcome", [
  z.object({ outcome: z.literal("RETRIED"), retried: z.int() }),
  z.object({ outcome: z.literal("NOT_FOUND") }),
]);

export interface NewWebhook {
  readonly webhookId: string;
  readonly url: string;
  /** null: every one. */
  readonly eventTypes: readonly string[] | null;
  readonly encryptedSecret: string;
  readonly rule: "any" | "public" | "named";
}

export type WebhookOperations = ReturnType<typeof createWebhookOperations>;

export function createWebhookOperations(app: Database) {
  const parse = <T>(schema: z.ZodType<T>, answer: string | null) =>
    schema.parse(JSON.parse(answer ?? "null"));

  return {
    list: async (account: Caller) => parse(list, await app.callAs(account, "list_webhooks", [])),
    add: async (account: Caller, webhook: NewWebhook, client: Client) =>
      parse(
        added,
        await app.callAs(
          account,
          "add_webhook",
          [
            webhook.webhookId,
            webhook.url,
            // Event types are words without commas or quotes.
            webhook.eventTypes === null ? null : `{${webhook.eventTypes.join(",")}}`,
            webhook.encryptedSecret,
            webhook.rule,
          ],
          client,
        ),
      ),
    end: async (account: Caller, webhookId: string, client: Client) =>
      parse(ended, await app.callAs(account, "end_webhook", [webhookId], client)),
    retry: async (account: Caller, webhookId: string) =>
      parse(retried, await app.callAs(account, "retry_webhook", [webhookId])),
  };
}
