/** Webhooks over HTTP: where an account's programs are told what happened in its books. */
import { createRoute, z } from "@hono/zod-openapi";
import { API_BASE } from "./http.ts";
import { json, problems } from "./route-parts.ts";
import { timestamp } from "../formats.ts";
import { TEXT_PATTERNS } from "../text.ts";
import { eventType } from "../words.ts";

const MAX_URL = 2_000;

const webhookRequest = z
  .object({
    /** An address that MODEL_ENDPOINTS allows: HTTPS at a public address, where it says nothing else. */
    url: z.string().min(1).max(MAX_URL).meta({ pattern: TEXT_PATTERNS.any }),
    /** Absent: every event. */
    event_types: z.array(eventType).min(1).max(100).optional(),
  })
  .strict()
  .meta({ id: "WebhookRequest" });

const webhook = z.object({
  webhook_id: z.uuid(),
  url: z.string(),
  /** null: every event. */
  event_types: z.array(z.string()).nullable(),
  created_at: timestamp,
  last_sent_at: timestamp.nullable(),
  /** Of the last try, in words; null once one has gone through. */
  last_error: z.string().nullable(),
  pending: z.int(),
  /** Dead letters. */
  failed: z.int(),
});

const addedWebhook = webhook
  .extend({
    /** What deliveries are signed with. Shown once. */
    secret: z.string(),
  })
  .meta({ id: "AddedWebhook" });

const webhookList = z
  .object({ webhooks: z.array(webhook.meta({ id: "Webhook" })) })
  .meta({ id: "Webhooks" });

const base = `${API_BASE}/account/webhooks`;
const tags = ["Account"];
const reads = ["UNAUTHENTICATED", "RATE_LIMITED", "UNAVAILABLE"] as const;
const one = { params: z.object({ webhook_id: z.uuid() }) };

export const WEBHOOK_ROUTES = {
  listWebhooks: createRoute({
    operationId: "listWebhooks",
    method: "get",
    path: base,
    tags,
    summary: "Where the account's programs are told what happened",
    responses: { 200: json("The newest first", webhookList), ...problems(...reads) },
  }),
  addWebhook: createRoute({
    operationId: "addWebhook",
    method: "post",
    path: base,
    tags,
    summary: "Tell a program what happens in the account's books",
    description:
      "Each event of each book is posted there, signed as Standard Webhooks (docs/webhooks.md), in order within a book. At most 20 (429).",
    request: {
      body: { required: true, content: { "application/json": { schema: webhookRequest } } },
    },
    responses: {
      201: json("The webhook, its secret shown once", addedWebhook),
      ...problems(
        ...reads,
        "CSRF_REJECTED",
        "UNSUPPORTED_MEDIA_TYPE",
        "PAYLOAD_TOO_LARGE",
        "REQUEST_TIMEOUT",
        "MALFORMED_JSON",
        "VALIDATION_FAILED",
      ),
    },
  }),
  endWebhook: createRoute({
    operationId: "endWebhook",
    method: "delete",
    path: `${base}/{webhook_id}`,
    tags,
    summary: "Tell it nothing any more",
    request: one,
    responses: {
      204: { description: "Nothing more is sent, what waited included" },
      ...problems(...reads, "CSRF_REJECTED", "NOT_FOUND"),
    },
  }),
  retryWebhook: createRoute({
    operationId: "retryWebhook",
    method: "post",
    path: `${base}/{webhook_id}/retry`,
    tags,
    summary: "Try its dead letters again",
    request: one,
    responses: {
      200: json(
        "How many are tried",
        z.object({ retried: z.int() }).meta({ id: "RetriedDeliveries" }),
      ),
      ...problems(...reads, "CSRF_REJECTED", "NOT_FOUND"),
    },
  }),
} as const;
