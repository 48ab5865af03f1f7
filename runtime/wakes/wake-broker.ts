/** Which broker has a region's wakes, and the way to a channel on it. */
import type { OpenWakeChannel } from "./wake-channel.ts";

export type BrokerKind = "redis" | "nats" | "upstash";

/** What WAKE_URL says. */
export interface WakeBroker {
  readonly kind: BrokerKind;
  /** With its credentials, but for Upstash. */
  readonly url: string;
  /** Upstash's; null for the others, whose URL has what they take. */
  readonly token: string | null;
}

/** Loads the one client that is needed, and no other. */
export function wakeChannelOpener(broker: WakeBroker): OpenWakeChannel {
  return async (options) => {
    switch (broker.kind) {
      case "redis":
        return (await import("./redis-channel.ts")).openRedisChannel(broker.url, options);
      case "nats":
        return (await import("./nats-channel.ts")).openNatsChannel(broker.url, options);
      case "upstash":
        return (await import("./upstash-channel.ts")).openUpstashChannel(
          { url: broker.url, token: broker.token ?? "" },
          options,
        );
    }
  };
}
