/**
 * What a feeder publishes: `FEEDER` alone as its heartbeat, `FEEDER lost` where it may have missed
 * something, `FEEDER CHANNEL ABOUT` for a wake. Several may feed one region, so that one stands by;
 * whoever follows heeds one of them.
 */
import { WAKE_CHANNELS, type WakeChannelName } from "../postgres/wake-channels.ts";

export type WakeNews =
  | { readonly kind: "HEARTBEAT" }
  /** Wakes were lost, perhaps: ask for what happened. */
  | { readonly kind: "LOST" }
  | { readonly kind: "WAKE"; readonly channel: WakeChannelName; readonly about: string };

export interface WakeMessage {
  readonly feeder: string;
  readonly news: WakeNews;
}

export function encodeWake(feeder: string, news: WakeNews): string {
  if (news.kind === "HEARTBEAT") return feeder;
  return news.kind === "LOST" ? `${feeder} lost` : `${feeder} ${news.channel} ${news.about}`;
}

/** null: nothing that this release knows. */
export function decodeWake(text: string): WakeMessage | null {
  const [, feeder, word, about = ""] = MESSAGE.exec(text) ?? [];
  if (feeder === undefined) return null;
  if (word === undefined) return { feeder, news: { kind: "HEARTBEAT" } };
  if (word === "lost") return { feeder, news: { kind: "LOST" } };
  const channel = WAKE_CHANNELS.find((name) => name === word);
  return channel === undefined ? null : { feeder, news: { kind: "WAKE", channel, about } };
}

const MESSAGE = /^([0-9a-f-]{36})(?: ([a-z_]+)(?: ([0-9a-f,-]*))?)?$/;
