/** The two ends of delivery, which Kafka and the one within a process both implement. */
import type { OutboxMessage } from "#shared/events/delivery.ts";
import type { Lifetime } from "./work/lifetime.ts";

/** What became of one message: a row's own fault is final after a few tries, a transport fault never counts. */
export type PublishOutcome =
  | { readonly outcome: "SENT"; readonly outbox_id: number }
  | { readonly outcome: "ROW_FAULT"; readonly outbox_id: number; readonly reason: string }
  | { readonly outcome: "TRANSPORT_FAULT"; readonly outbox_id: number; readonly reason: string };

/** Sends batches in order; a message is SENT only once the receiving side has it for good. */
export interface Publisher extends Lifetime {
  readonly name: "direct" | "kafka";
  /**
   * `messages` are in order; outcomes come back one for each. Never throws for a message's sake.
   * @param maySend asked before each send: where it says no, another relay may be sending by now,
   *   and what is left has a transport fault
   */
  publish(
    messages: readonly OutboxMessage[],
    maySend?: () => boolean,
  ): Promise<readonly PublishOutcome[]>;
}

/** Takes one event; resolves once its intent is committed, rejects where it should be given again. */
export type EventHandler = (message: OutboxMessage) => Promise<void>;

/** Feeds an EventHandler, in order within a key. */
export interface Consumer extends Lifetime {
  readonly name: "direct" | "kafka";
  /** Why no event comes to it now, in words; null where they come. */
  fault(): string | null;
}
