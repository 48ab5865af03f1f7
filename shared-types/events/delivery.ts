/**
 * Between the relay and the callback: what is published, and the two ends' interfaces, which Kafka
 * and the in-process delivery both implement.
 */
import type { EventType } from "./event-types.ts";

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

/** What became of one message: a row's own fault is final after a few tries, a transport fault never counts. */
export type PublishOutcome =
  | { readonly outcome: "SENT"; readonly outbox_id: number }
  | { readonly outcome: "ROW_FAULT"; readonly outbox_id: number; readonly reason: string }
  | { readonly outcome: "TRANSPORT_FAULT"; readonly outbox_id: number; readonly reason: string };

/** Sends batches in order; a message is SENT only once the receiving side has it for good. */
export interface Publisher {
  readonly name: "direct" | "kafka";
  start(): Promise<void>;
  /**
   * `messages` are in order; outcomes come back one for each. Never throws for a message's sake.
   * @param maySend asked before each send: where it says no, another relay may be sending by now,
   *   and what is left has a transport fault
   */
  publish(
    messages: readonly OutboxMessage[],
    maySend?: () => boolean,
  ): Promise<readonly PublishOutcome[]>;
  stop(): Promise<void>;
}

/** Takes one event; resolves once its intent is committed, rejects where it should be given again. */
export type EventHandler = (message: OutboxMessage) => Promise<void>;

/** Feeds an EventHandler, in order within a key. */
export interface Consumer {
  readonly name: "direct" | "kafka";
  start(): Promise<void>;
  stop(): Promise<void>;
}
