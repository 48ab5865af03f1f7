/** Wakes by PUBLISH and SUBSCRIBE of a Redis or Valkey. */
import { createClient } from "@redis/client";
import { BROKER_DEADLINE_MS, type OpeningOptions, type WakeChannel } from "./wake-channel.ts";

/** @throws where Redis is away or refuses */
export async function openRedisChannel(
  url: string,
  { topic, onBroken }: OpeningOptions,
): Promise<WakeChannel> {
  // RESP 3 carries what is published beside answers: one connection does both.
  const client = createClient({
    url,
    RESP: 3,
    // Of Redis Enterprise alone; asking for it reads the environment, which Deno does not let it do.
    maintNotifications: "disabled",
    disableOfflineQueue: true,
    commandOptions: { timeout: BROKER_DEADLINE_MS },
    socket: { connectTimeout: BROKER_DEADLINE_MS, reconnectStrategy: false },
  });
  let isOpen = false;
  client.on("error", (error: unknown) => {
    if (isOpen) onBroken(error instanceof Error ? error.message : String(error));
  });
  try {
    await client.connect();
  } catch (error) {
    client.destroy();
    throw error;
  }
  isOpen = true;
  return {
    async publish(text) {
      await client.publish(topic, text);
    },
    follow: (onText) => client.subscribe(topic, onText),
    async stop() {
      isOpen = false;
      if (client.isOpen) client.destroy();
    },
  };
}
