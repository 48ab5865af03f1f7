/**
 * Follows a region's channel of wakes in place of LISTEN, with the same contract: a connection on which
 * nothing comes is dead, whatever its socket says, and is replaced; whoever follows polls as well, and
 * looks where wakes may have been lost.
 */
import type { WakeChannelName } from "../postgres/wake-channels.ts";
import type { WakeListener } from "../postgres/wake-listener.ts";
import { pause } from "../work/pause.ts";
import { type HeardConnection, replaced } from "../work/replaced.ts";
import type { OpenWakeChannel, WakeChannel } from "./wake-channel.ts";
import { decodeWake } from "./wake-message.ts";

export interface WakeFollowerOptions {
  readonly open: OpenWakeChannel;
  /** @throws while it is not known, as while the database is away */
  readonly topic: () => Promise<string>;
  /** What is done at each wake, with whom it is about. */
  readonly channels: Readonly<Partial<Record<WakeChannelName, (text: string) => void>>>;
  /** A feeder of which nothing was heard for so long is away: another's wakes are heeded, if there is one. */
  readonly silentMs: number;
  /** Wakes may have been lost: it hears again, or heeds another feeder. */
  readonly onListening: () => void;
  readonly onReplaced: (reason: string) => void;
}

const LOOK_EVERY_MS = 100;

export function createWakeFollower(options: WakeFollowerOptions): WakeListener {
  return replaced(() => new Followed(options), options.onReplaced);
}

class Followed implements HeardConnection {
  readonly #options: WakeFollowerOptions;
  /** Whose wakes are heeded. */
  #feeder: string | null = null;
  #heardAt = performance.now();
  #fault: string | null = null;
  #isOver = false;
  #channel: WakeChannel | null = null;

  constructor(options: WakeFollowerOptions) {
    this.#options = options;
  }

  isHearing(): boolean {
    return this.#feeder !== null && !this.#isSilent();
  }

  async untilSilent(signal: AbortSignal): Promise<string> {
    // Nothing of the broker is awaited: one that does not answer must not hold up noticing it.
    this.#follow().catch((error: unknown) => {
      this.#fault ??= error instanceof Error ? error.message : String(error);
    });
    while (!signal.aborted && this.#fault === null) {
      if (this.#isSilent()) this.#fault = `no feeder was heard for ${this.#options.silentMs} ms`;
      else await pause(Math.min(LOOK_EVERY_MS, this.#options.silentMs), signal);
    }
    this.#isOver = true;
    await this.#channel?.stop();
    return this.#fault ?? "stopped";
  }

  #isSilent(): boolean {
    return performance.now() - this.#heardAt > this.#options.silentMs;
  }

  async #follow(): Promise<void> {
    const topic = await this.#options.topic();
    const channel = await this.#options.open({
      topic,
      onBroken: (reason) => (this.#fault ??= reason),
    });
    this.#channel = channel;
    if (this.#isOver) return channel.stop();
    await channel.follow((text) => this.#hear(text));
    this.#options.onListening();
  }

  #hear(text: string): void {
    const message = decodeWake(text);
    if (message === null || this.#isOver) return;
    const { feeder, news } = message;
    const isOther = feeder !== this.#feeder && this.#feeder !== null;
    // One that stands by says the same as the one that is heeded.
    if (isOther && !this.#isPast()) return;
    this.#feeder = feeder;
    this.#heardAt = performance.now();
    if (isOther || news.kind === "LOST") this.#options.onListening();
    if (news.kind === "WAKE") this.#options.channels[news.channel]?.(news.about);
  }

  /** Half of the silence that ends the connection: another feeder is heeded before. */
  #isPast(): boolean {
    return performance.now() - this.#heardAt > this.#options.silentMs / 2;
  }
}
