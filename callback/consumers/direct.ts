/**
 * The consumer's end of delivery in one process. It drops what it has handled: versions at or below
 * the last one of a key, which a relay may give again after a crash.
 */
import type { Consumer, EventHandler } from "#shared/events/delivery.ts";

/** Keys remembered; for one that is forgotten, the handler's own idempotency still holds. */
const REMEMBERED_KEYS = 10_000;

export interface DirectConsumer extends Consumer {
  /** What the direct publisher calls. Rejects while the consumer is not started. */
  readonly deliver: EventHandler;
}

export function directConsumer(handle: EventHandler): DirectConsumer {
  const handled = new Map<string, number>();
  let isStarted = false;
  return {
    name: "direct",
    start: async () => {
      isStarted = true;
    },
    stop: async () => {
      isStarted = false;
    },
    async deliver(message) {
      if (!isStarted) throw new Error("the consumer is not running");
      const key = message.session_id;
      if (message.version <= (handled.get(key) ?? 0)) return;
      await handle(message);
      handled.delete(key);
      handled.set(key, message.version);
      const oldest = handled.keys().next();
      if (handled.size > REMEMBERED_KEYS && oldest.done !== true) handled.delete(oldest.value);
    },
  };
}
