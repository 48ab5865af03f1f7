/** What goes from the relay to the callback, by Kafka or within one process. */
import type { EventType } from "../event-types.ts";

/** One outbox row with its event, ready to be sent; the CloudEvents attributes of the contract. */
export interface OutboxMessage {
  /** Order of publishing; not a cursor (commit order is by `version` within a session). */
  readonly outbox_id: number;
  readonly event_id: string;
  readonly event_type: EventType;
  /** The key: order holds within it. */
  readonly session_id: string;
  readonly version: number;
  readonly occurred_at: string;
  readonly command_id: string | null;
  readonly correlation_id: string | null;
  /** The W3C trace context of the request behind it. */
  readonly traceparent: string | null;
  readonly payload: Readonly<Record<string, unknown>>;
}
