/**
 * The stream hub: session → readers. A wake fetches what is new for all sessions with readers in
 * one query and hands it out; a reader that is behind catches up in pages of its own first.
 */
import { coalesced } from "#runtime/work/coalesced.ts";
import type { Lifetime } from "#runtime/work/lifetime.ts";
import { type Caller, credentialKey, hasCredential } from "../database/database.ts";
import { CatchUp } from "./catch-up.ts";
import { COMMENT_FRAME, RETRY_FRAME, encodeEvent, positionFrame, resetFrame } from "./frames.ts";
import { type ReaderLimits, StreamReader, type StreamSignIn } from "./reader.ts";
import type { StreamSink } from "./sink.ts";
import type { EventPage, StreamSource } from "./source.ts";
import type { StreamStart } from "./start.ts";

export interface HubObserver {
  readersChanged(count: number): void;
  eventsSent(count: number): void;
  readerDropped(reason: "slow"): void;
  fetchFailed(error: unknown): void;
}

export interface HubOptions extends ReaderLimits {
  readonly source: StreamSource;
  readonly observer: HubObserver;
  readonly pollIntervalMs: number;
  readonly commentIntervalMs: number;
  /** Events a session in one query, for those that are live. */
  readonly pageSize: number;
  /** Events a reader in one query, for those that are behind. */
  readonly catchUpPageSize: number;
}

export const HUB_DEFAULTS = {
  pollIntervalMs: 2_000,
  commentIntervalMs: 15_000,
  pageSize: 100,
  catchUpPageSize: 25,
  maxBacklogBytes: 1024 * 1024,
  maxStalledComments: 4,
} as const satisfies Partial<HubOptions>;

interface SessionReaders {
  readonly all: Set<StreamReader>;
  /** Those that get what a wake brings. */
  readonly live: Set<StreamReader>;
  /** The version up to which the live readers have been served. */
  position: number;
}

export class StreamHub implements Lifetime {
  readonly #options: HubOptions;
  readonly #sessions = new Map<string, SessionReaders>();
  readonly #events = coalesced(() => this.#fetchEvents());
  readonly #progress = coalesced(() => this.#fetchProgress());
  readonly #catchUp: CatchUp;
  #count = 0;
  #timers: ReturnType<typeof setInterval>[] = [];
  #isStopped = false;

  constructor(options: HubOptions) {
    this.#options = options;
    this.#catchUp = new CatchUp({
      source: options.source,
      pageSize: options.catchUpPageSize,
      onSent: (count) => options.observer.eventsSent(count),
      onFailed: (error) => options.observer.fetchFailed(error),
      onCaughtUp: (reader) => this.#caughtUp(reader),
    });
  }

  start(): void {
    const { pollIntervalMs, commentIntervalMs } = this.#options;
    this.#timers = [
      setInterval(() => this.wake(), pollIntervalMs),
      setInterval(() => this.#comment(), commentIntervalMs),
    ];
  }

  /** Ends every stream. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    for (const timer of this.#timers) clearInterval(timer);
    this.closeWhere(() => true);
    await Promise.all([this.#events.settled(), this.#progress.settled(), this.#catchUp.stop()]);
  }

  get readerCount(): number {
    return this.#count;
  }

  /** Something may have happened: events, progress or both. Also after a (re)LISTEN and by the poll. */
  wake(what: "events" | "progress" | "both" = "both"): void {
    if (this.#isStopped || this.#sessions.size === 0) return;
    if (what !== "progress") void this.#events.ask();
    if (what !== "events") void this.#progress.ask();
  }

  /** Follows a session until the sink closes. */
  open(
    sessionId: string,
    signIn: StreamSignIn,
    start: StreamStart,
    version: number,
    sink: StreamSink,
  ) {
    const reader = new StreamReader(sessionId, signIn, start.version, sink, this.#options);
    const session = this.#sessions.get(sessionId) ?? {
      all: new Set(),
      live: new Set(),
      position: 0,
    };
    this.#sessions.set(sessionId, session);
    session.all.add(reader);
    this.#changeCount(1);
    reader.onSlow = () => this.#options.observer.readerDropped("slow");
    sink.onClose(() => this.#remove(session, reader));
    if (this.#isStopped) {
      reader.close("orderly");
      return;
    }
    reader.send(RETRY_FRAME);
    if (start.kind === "LIVE") reader.send(positionFrame(start.version));
    if (start.kind === "RESET") reader.send(resetFrame(start.reason, start.version));
    if (start.version === version && this.#join(session, reader)) this.wake();
    else this.#catchUp.add(reader);
  }

  /** Ends the streams whose reader is meant, such as those of a sign-in that ended. */
  closeWhere(isMeant: (reader: StreamReader) => boolean): void {
    for (const { all } of this.#sessions.values()) {
      for (const reader of all) if (isMeant(reader)) reader.close("orderly");
    }
  }

  /** What readers came with and may end, each once. */
  openCredentials(): readonly Caller[] {
    const open = new Map<string, Caller>();
    for (const { all } of this.#sessions.values()) {
      for (const { signIn } of all)
        if (hasCredential(signIn)) open.set(credentialKey(signIn), signIn);
    }
    return [...open.values()];
  }

  #remove(session: SessionReaders, reader: StreamReader): void {
    reader.isClosed = true;
    session.live.delete(reader);
    if (!session.all.delete(reader)) return;
    if (session.all.size === 0 && this.#sessions.get(reader.sessionId) === session) {
      this.#sessions.delete(reader.sessionId);
    }
    this.#changeCount(-1);
  }

  #changeCount(by: number): void {
    this.#count += by;
    this.#options.observer.readersChanged(this.#count);
  }

  /** Makes a reader live where it misses nothing that the live ones have been given. */
  #join(session: SessionReaders, reader: StreamReader): boolean {
    if (session.live.size === 0) session.position = reader.cursor;
    else if (reader.cursor < session.position) return false;
    session.live.add(reader);
    return true;
  }

  #caughtUp(reader: StreamReader): boolean {
    const session = this.#sessions.get(reader.sessionId);
    if (session === undefined || !this.#join(session, reader)) return false;
    // What was committed between its last page and now.
    this.wake();
    return true;
  }

  /** @returns whether there is more to fetch at once */
  async #fetchEvents(): Promise<boolean> {
    const { source, pageSize, observer } = this.#options;
    const asked = this.#liveSessions();
    if (asked.length === 0) return false;
    const positions = asked.map(([id, { position }]) => [id, position] as const);
    let found: readonly EventPage[];
    try {
      found = await source.eventsSince(positions, pageSize);
    } catch (error) {
      observer.fetchFailed(error);
      return false;
    }
    let isMore = false;
    for (const [index, [, session]] of asked.entries()) {
      const page = found[index];
      isMore ||= page?.isMore === true;
      const events = (page?.events ?? []).map(encodeEvent);
      const last = events.at(-1);
      if (last === undefined) continue;
      for (const reader of session.live) {
        if (reader.deliver(events, page?.account ?? null) === "GAP") {
          session.live.delete(reader);
          this.#catchUp.add(reader);
        }
      }
      observer.eventsSent(events.length * session.live.size);
      session.position = Math.max(session.position, last.version);
    }
    return isMore;
  }

  async #fetchProgress(): Promise<boolean> {
    const asked = new Map(this.#liveSessions());
    if (asked.size === 0) return false;
    const { source, observer } = this.#options;
    try {
      const generations = await source.liveProgress([...asked.keys()]);
      const bySession = Map.groupBy(generations, (generation) => generation.session_id);
      const frames = new Map<string, string>();
      for (const [id, session] of asked) {
        const running = bySession.get(id) ?? [];
        for (const reader of session.live) reader.deliverLive(running, frames);
      }
    } catch (error) {
      observer.fetchFailed(error);
    }
    return false;
  }

  #liveSessions(): [string, SessionReaders][] {
    return [...this.#sessions].filter(([, session]) => session.live.size > 0);
  }

  #comment(): void {
    for (const { all } of this.#sessions.values()) {
      for (const reader of all) reader.comment(COMMENT_FRAME);
    }
  }
}
