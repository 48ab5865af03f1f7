/**
 * Delivery in this process, where no Kafka is configured: an event is SENT once the handler has
 * committed its intent. In order within a key; keys do not wait for each other.
 */
import type { EventHandler, Publisher, PublishOutcome } from "#runtime/delivery.ts";
import type { OutboxMessage } from "#shared/events/delivery.ts";
import { UnacceptableMessageError } from "#shared/events/unacceptable-message.ts";

/** Handlers running at once: as many as a small connection pool serves without queueing. */
const CONCURRENT_KEYS = 4;

export function directPublisher(handle: EventHandler): Publisher {
  return {
    name: "direct",
    start: () => undefined,
    stop: async () => undefined,
    async publish(messages, maySend = () => true) {
      const outcomes: PublishOutcome[] = [];
      const keys = [...byKey(messages).values()];
      const lane = async () => {
        for (let key = keys.shift(); key !== undefined; key = keys.shift()) {
          outcomes.push(...(await deliverInOrder(key, handle, maySend)));
        }
      };
      await Promise.all(Array.from({ length: CONCURRENT_KEYS }, lane));
      return outcomes;
    },
  };
}

/** After a fault the rest of the key stays where it is: the relay gives it again. */
async function deliverInOrder(
  messages: readonly OutboxMessage[],
  handle: EventHandler,
  maySend: () => boolean,
): Promise<readonly PublishOutcome[]> {
  const outcomes: PublishOutcome[] = [];
  for (const message of messages) {
    if (!maySend()) break;
    const outcome = await deliver(message, handle);
    outcomes.push(outcome);
    if (outcome.outcome !== "SENT") break;
  }
  const behind = messages.slice(outcomes.length).map((message) => ({
    outcome: "TRANSPORT_FAULT" as const,
    outbox_id: message.outbox_id,
    reason: "an earlier event of its session was not delivered, or another relay is active",
  }));
  return [...outcomes, ...behind];
}

async function deliver(message: OutboxMessage, handle: EventHandler): Promise<PublishOutcome> {
  const { outbox_id } = message;
  try {
    await handle(message);
    return { outcome: "SENT", outbox_id };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const outcome = error instanceof UnacceptableMessageError ? "ROW_FAULT" : "TRANSPORT_FAULT";
    return { outcome, outbox_id, reason };
  }
}

function byKey(messages: readonly OutboxMessage[]): Map<string, OutboxMessage[]> {
  const keys = new Map<string, OutboxMessage[]>();
  for (const message of messages) {
    const key = keys.get(message.session_id);
    if (key === undefined) keys.set(message.session_id, [message]);
    else key.push(message);
  }
  return keys;
}
