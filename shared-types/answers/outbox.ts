/** What the SQL functions of the outbox and of housekeeping answer. */
import { z } from "zod";
import { domainEvent } from "../events/events.ts";
import { endpointRule } from "../words.ts";

const lockLost = z.object({ outcome: z.literal("LOCK_LOST") });
const message = domainEvent.extend({
  outbox_id: z.int(),
  session_id: z.uuid(),
  traceparent: z.string().nullable(),
});
const delivery = z.object({
  delivery_id: z.int(),
  webhook_id: z.uuid(),
  url: z.string(),
  rule: endpointRule,
  encrypted_secret: z.string(),
  attempts: z.int(),
  session_id: z.uuid(),
  event: domainEvent,
});
const pruned = z.object({ pruned: z.int() });
const changed = z.array(z.int());
/** With more for whoever reads it as JSON. */
const failure = z.looseObject({
  outbox_id: z.int(),
  event_type: z.string(),
  session_id: z.string(),
  version: z.int(),
  attempts: z.int(),
  last_error: z.string().nullable(),
  created_at: z.string(),
});

export const OUTBOX_ANSWERS = {
  take_relay_lock: z.discriminatedUnion("outcome", [
    z.object({ outcome: z.literal("HELD"), backend: z.int() }),
    z.object({ outcome: z.literal("BUSY") }),
    z.object({ outcome: z.literal("OTHER_COUNT") }),
  ]),
  ping_relay_lock: z.object({ outcome: z.enum(["HELD", "LOCK_LOST"]) }),
  claim_outbox: z.discriminatedUnion("outcome", [
    z.object({
      outcome: z.literal("CLAIMED"),
      is_more: z.boolean(),
      first_pending: z.int().nullable(),
      /** A transaction id, 64 bits. */
      snapshot_xmin: z.string(),
      messages: z.array(message),
    }),
    lockLost,
  ]),
  mark_outbox_sent: z.discriminatedUnion("outcome", [
    z.object({
      outcome: z.literal("MARKED"),
      marked: z.int(),
      /** Its own transaction's id, 64 bits; not told by an older schema. */
      transaction: z.string().optional(),
    }),
    lockLost,
  ]),
  mark_outbox_fault: z.discriminatedUnion("outcome", [
    z.object({ outcome: z.literal("RETRY"), retry_in_ms: z.number() }),
    z.object({ outcome: z.literal("FAILED"), command_ended: z.boolean() }),
    z.object({ outcome: z.literal("GONE") }),
    lockLost,
  ]),
  outbox_stats: z.object({
    pending: z.int(),
    oldest_pending_seconds: z.number(),
    /** Of a command that nobody has begun; not told by an older schema. */
    oldest_received_seconds: z.number().optional(),
    failed: z.int(),
  }),
  live_relays: z.array(z.object({ instance_id: z.string(), partitions_held: z.int() })),
  prune_outbox: pruned,
  prune_commands: pruned,
  prune_audit: pruned,
  prune_deliveries: pruned,
  claim_deliveries: z.array(delivery),
  settle_delivery: z.object({ status: z.enum(["PENDING", "SENT", "FAILED", "GONE"]) }),
  erase_sessions: pruned,
  erase_accounts: pruned,
  measure_storage: z.object({ measured: z.int() }),
  list_outbox_failures: z.array(failure),
  retry_outbox: changed,
  drop_outbox: changed,
} as const;

export type OutboxFailure = z.infer<typeof failure>;
export type LockLost = z.infer<typeof lockLost>;
