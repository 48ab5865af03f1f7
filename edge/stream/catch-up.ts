/**
 * Brings readers that are behind up to date, page by page. One query at a time asks for all that
 * wait: a platform that moves a thousand streams at once must not hold up those that are live.
 */
import { coalesced } from "#runtime/work/coalesced.ts";
import type { Stoppable } from "#runtime/work/lifetime.ts";
import { type EncodedEvent, encodeEvent } from "./frames.ts";
import type { StreamReader } from "./reader.ts";
import type { EventPage, StreamSource } from "./source.ts";

export interface CatchUpOptions {
  readonly source: StreamSource;
  /** Events of one position in one query. */
  readonly pageSize: number;
  readonly onSent: (count: number) => void;
  readonly onFailed: (error: unknown) => void;
  /** It has all that its last page saw. @returns false where it must go on */
  readonly onCaughtUp: (reader: StreamReader) => boolean;
}

/**
 * Different positions in one query: with pages of 25, its answer is at most 400 events and 4 MiB,
 * which the event loop is held up by for some milliseconds.
 */
const MAX_POSITIONS = 16;
const RETRY_MS = 500;

export class CatchUp implements Stoppable {
  readonly #options: CatchUpOptions;
  readonly #waiting = new Set<StreamReader>();
  readonly #rounds = coalesced(() => this.#round());
  #retry: ReturnType<typeof setTimeout> | undefined;

  constructor(options: CatchUpOptions) {
    this.#options = options;
  }

  add(reader: StreamReader): void {
    this.#waiting.add(reader);
    void this.#rounds.ask();
  }

  /** Takes no more; what is on its way ends. */
  async stop(): Promise<void> {
    this.#waiting.clear();
    clearTimeout(this.#retry);
    await this.#rounds.settled();
    clearTimeout(this.#retry);
  }

  /** @returns whether others wait */
  async #round(): Promise<boolean> {
    const groups = this.#take();
    if (groups.length === 0) return false;
    const { source, pageSize, onFailed } = this.#options;
    try {
      const positions = groups.map(
        ([{ sessionId, cursor, told }]) => [sessionId, cursor, told] as const,
      );
      const pages = await source.eventsSince(positions, pageSize);
      for (const [index, readers] of groups.entries()) {
        const page = pages[index];
        if (page === undefined) continue;
        const events = page.events.map(encodeEvent);
        for (const reader of readers) void this.#hand(reader, events, page);
      }
    } catch (error) {
      onFailed(error);
      for (const reader of groups.flat()) this.#waiting.add(reader);
      this.#retry = setTimeout(() => void this.#rounds.ask(), RETRY_MS);
      return false;
    }
    return this.#waiting.size > 0;
  }

  /** Readers that wait at one position share its page; who has waited longest comes first. */
  #take(): [StreamReader, ...StreamReader[]][] {
    const groups = new Map<string, [StreamReader, ...StreamReader[]]>();
    for (const reader of this.#waiting) {
      const key = `${reader.sessionId} ${reader.cursor} ${reader.told}`;
      const group = groups.get(key);
      if (!reader.isClosed && group === undefined && groups.size >= MAX_POSITIONS) continue;
      this.#waiting.delete(reader);
      if (reader.isClosed) continue;
      if (group === undefined) groups.set(key, [reader]);
      else group.push(reader);
    }
    return [...groups.values()];
  }

  async #hand(
    reader: StreamReader,
    events: readonly EncodedEvent[],
    { account, isMore }: EventPage,
  ): Promise<void> {
    for (const event of events) {
      reader.deliver([event], account);
      // As fast as the reader reads: what it missed may be far more than its queue holds.
      if (reader.sink.backlogBytes > 0) await reader.sink.drained();
      if (reader.isClosed) return;
    }
    this.#options.onSent(events.length);
    if (isMore || !this.#options.onCaughtUp(reader)) this.add(reader);
  }
}
