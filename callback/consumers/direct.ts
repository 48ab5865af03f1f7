/** The consumer's end of delivery in one process. */
import type { Consumer, EventHandler } from "#runtime/delivery.ts";
import { HandledVersions } from "./handled-versions.ts";

export interface DirectConsumer extends Consumer {
  /** What the direct publisher calls. Rejects while the consumer is not started. */
  readonly deliver: EventHandler;
}

export function createDirectConsumer(handle: EventHandler): DirectConsumer {
  const versions = new HandledVersions();
  let isStarted = false;
  return {
    name: "direct",
    fault: () => null,
    start() {
      isStarted = true;
    },
    stop: async () => {
      isStarted = false;
    },
    deliver: (message) =>
      versions.inTurn(message.session_id, async () => {
        if (!isStarted) throw new Error("the consumer is not running");
        if (versions.isRepeated(message)) return;
        await handle(message);
        versions.handled(message);
      }),
  };
}
