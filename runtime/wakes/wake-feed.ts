/**
 * Feeds a region's channel with what LISTEN hears, so that the edges of a region need no connection of
 * their own to a PostgreSQL that may be far: one process for all of them, and others that stand by.
 */
import { randomUUID } from "node:crypto";
import { decodeAbout, encodeAbout, GatheredAbout } from "../postgres/wake-about.ts";
import { WAKE_CHANNELS } from "../postgres/wake-channels.ts";
import { createWakeListener } from "../postgres/wake-listener.ts";
import { coalesced } from "../work/coalesced.ts";
import { inTime } from "../work/in-time.ts";
import { type Lifetime, inTurns } from "../work/lifetime.ts";
import { repeated } from "../work/repeated.ts";
import { BROKER_DEADLINE_MS, type OpenWakeChannel, type WakeChannel } from "./wake-channel.ts";
import { encodeWake, type WakeNews } from "./wake-message.ts";

export interface WakeFeedOptions {
  /** A direct connection's. */
  readonly databaseUrl: string;
  readonly open: OpenWakeChannel;
  /** @throws while it is not known */
  readonly topic: () => Promise<string>;
  readonly heartbeatMs: number;
  readonly listenHeartbeatMs: number;
  readonly listenSilentMs: number;
  readonly onPublished: () => void;
  readonly onFailed: (error: unknown) => void;
}

export const WAKE_FEED_DEFAULTS = {
  heartbeatMs: 2_000,
  listenHeartbeatMs: 2_000,
  listenSilentMs: 6_000,
} as const satisfies Partial<WakeFeedOptions>;

export interface WakeFeed extends Lifetime {
  /** Why it does not feed now; null where it does. */
  fault(): string | null;
}

export function createWakeFeed(options: WakeFeedOptions): WakeFeed {
  const feeder = randomUUID();
  const gathered = WAKE_CHANNELS.map((channel) => ({ channel, about: new GatheredAbout() }));
  let broker: Promise<WakeChannel> | null = null;
  let fault: string | null = "it has not begun";
  let isLost = false;

  function drop(): void {
    const dropped = broker;
    broker = null;
    void dropped?.then((channel) => channel.stop()).catch(() => undefined);
  }

  async function publish(news: WakeNews): Promise<void> {
    const opened = (broker ??= options
      .topic()
      .then((topic) => options.open({ topic, onBroken: drop })));
    try {
      const sent = opened.then((channel) => channel.publish(encodeWake(feeder, news)));
      const { outcome } = await inTime(sent, 2 * BROKER_DEADLINE_MS);
      if (outcome === "LATE") throw new Error("the broker gave no answer in time");
      fault = null;
    } catch (error) {
      fault = error instanceof Error ? error.message : String(error);
      if (broker === opened) drop();
      options.onFailed(error);
      throw error;
    }
  }

  // One at a time: what comes meanwhile goes together.
  const sending = coalesced(async () => {
    try {
      if (isLost) {
        isLost = false;
        await publish({ kind: "LOST" });
      }
      for (const { channel, about } of gathered) {
        if (about.isEmpty) continue;
        await publish({ kind: "WAKE", channel, about: encodeAbout(about.take()) });
        options.onPublished();
      }
    } catch (error) {
      isLost = true;
      throw error;
    }
  });
  const send = () => void sending.ask().catch(() => undefined);

  const listener = createWakeListener({
    url: options.databaseUrl,
    applicationName: "genesis wakes",
    channels: Object.fromEntries(
      gathered.map(({ channel, about }) => [
        channel,
        (text: string) => {
          about.add(decodeAbout(text));
          send();
        },
      ]),
    ),
    heartbeatMs: options.listenHeartbeatMs,
    silentMs: options.listenSilentMs,
    onListening() {
      isLost = true;
      send();
    },
    onReplaced: (reason) =>
      options.onFailed(new Error(`the connection of LISTEN is replaced: ${reason}`)),
  });
  const heartbeat = repeated({ everyMs: options.heartbeatMs }, async () => {
    // Who hears nothing leaves it to others to feed.
    if (!listener.isHearing()) fault = "its LISTEN does not stand";
    else await publish({ kind: "HEARTBEAT" });
    if (isLost) send();
  });

  const parts = inTurns([listener, heartbeat], [sending], [{ stop: async () => drop() }]);
  return {
    fault: () => fault,
    start: () => parts.start(),
    stop: () => parts.stop(),
  };
}
