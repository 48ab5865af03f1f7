/**
 * The stream hub: session → readers. A wake says whom it is about: of these, what is new for sessions
 * with readers is fetched in one query and handed out; a reader that is behind catches up in pages of
 * its own first. What costs is what happens, not what is open: the poll asks in which sessions anything
 * happened since the last one, and only now and then for all of them.
 */
import { GatheredAbout, type WakeAbout } from "#runtime/postgres/wake-about.ts";
import { coalesced } from "#runtime/work/coalesced.ts";
import type { Lifetime } from "#runtime/work/lifetime.ts";
import { rested } from "#runtime/work/rested.ts";
import { type Caller, credentialKey, hasCredential } from "../database/database.ts";
import { AskedInPortions } from "./asked-in-portions.ts";
import { CatchUp } from "./catch-up.ts";
import { Comments } from "./comments.ts";
import { RETRY_FRAME, type Told, encodeEvent, positionFrame, resetFrame } from "./frames.ts";
import type { HubOptions } from "./hub-options.ts";
import { StreamReader, type StreamSignIn } from "./reader.ts";
import type { StreamSink } from "./sink.ts";
import { type Looks, createLooks } from "./looks.ts";
import type { EventPage, RecentWork } from "./source.ts";
import type { StreamStart } from "./start.ts";

interface SessionReaders {
  readonly all: Set<StreamReader>;
  /** Those that get what a wake brings. */
  readonly live: Set<StreamReader>;
  /** The version up to which the live readers have been served. */
  position: number;
}

/** A thousand readers that come in one second are asked for fifty times, and not a thousand. */
const JOIN_REST_MS = 20;

export class StreamHub implements Lifetime {
  readonly #options: HubOptions;
  readonly #sessions = new Map<string, SessionReaders>();
  readonly #events = coalesced(() => this.#fetchEvents());
  readonly #progress = coalesced(() => this.#fetchProgress());
  readonly #joins = rested({
    restMs: JOIN_REST_MS,
    isEmpty: () => this.#joined.size === 0,
    send: () => this.#wakeJoined(),
  });
  readonly #looks: Looks;
  readonly #about = { events: new AskedInPortions(), progress: new GatheredAbout() };
  /** The sessions of readers that are live now and were not just now. */
  readonly #joined = new Set<string>();
  /** The sessions of which the last answer told a generation: their end is told as well. */
  #running: ReadonlySet<string> = new Set();
  readonly #catchUp: CatchUp;
  #count = 0;
  readonly #comments = new Comments();
  #timer: ReturnType<typeof setInterval> | undefined;
  #isStopped = false;

  constructor(options: HubOptions) {
    this.#options = options;
    this.#looks = createLooks({
      source: options.source,
      allMs: options.lookAtAllMs,
      onRecent: (recent) => this.#heard(recent),
      onAny: () => {
        this.wake("events", null);
        this.wake("progress", null);
      },
      onFailed: (error) => options.observer.fetchFailed(error),
    });
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
    this.#timer = setInterval(() => this.look(), pollIntervalMs);
    this.#comments.start(commentIntervalMs);
  }

  /** Ends every stream. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    clearInterval(this.#timer);
    this.#comments.stop();
    this.closeWhere(() => true);
    await Promise.all([this.settled(), this.#catchUp.stop()]);
  }

  /** Resolves when nothing is being asked. */
  async settled(): Promise<void> {
    await Promise.all([this.#looks.settled(), this.#joins.settled()]);
    await Promise.all([this.#events.settled(), this.#progress.settled()]);
  }

  get readerCount(): number {
    return this.#count;
  }

  /** Something happened in these sessions; null: perhaps in any. */
  wake(what: "events" | "progress", about: WakeAbout): void {
    if (this.#isStopped) return;
    const here = about === null ? null : new Set([...about].filter((id) => this.#sessions.has(id)));
    if (this.#sessions.size === 0 || here?.size === 0) return;
    this.#about[what].add(here);
    void (what === "events" ? this.#events : this.#progress).ask();
  }

  /** Wakes may have been lost: asks for what happened since the last look. By the poll, and after a (re)LISTEN. */
  look(): void {
    if (this.#isStopped || this.#sessions.size === 0) return;
    this.#looks.ask();
  }

  /** Follows a session until the sink closes. */
  open(
    sessionId: string,
    signIn: StreamSignIn,
    start: StreamStart,
    version: number,
    sink: StreamSink,
    told: Told = "whole",
  ) {
    const reader = new StreamReader(sessionId, signIn, start.version, sink, this.#options, told);
    const session = this.#sessions.get(sessionId) ?? {
      all: new Set(),
      live: new Set(),
      position: 0,
    };
    this.#sessions.set(sessionId, session);
    session.all.add(reader);
    this.#comments.add(reader);
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
    if (start.version === version && this.#join(session, reader)) this.#wakeFor(sessionId);
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
    this.#comments.remove(reader);
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
    this.#wakeFor(reader.sessionId);
    return true;
  }

  #wakeFor(sessionId: string): void {
    this.#joined.add(sessionId);
    void this.#joins.ask();
  }

  async #wakeJoined(): Promise<void> {
    const about = new Set(this.#joined);
    this.#joined.clear();
    this.wake("events", about);
    this.wake("progress", about);
  }

  #heard({ moved, running }: RecentWork): void {
    const behind = moved.filter(([id, version]) => {
      const session = this.#sessions.get(id);
      return session !== undefined && session.position < version;
    });
    this.wake("events", new Set(behind.map(([id]) => id)));
    this.wake("progress", new Set([...running, ...this.#running]));
  }

  /** @returns whether there is more to fetch at once */
  async #fetchEvents(): Promise<boolean> {
    const { source, pageSize, observer } = this.#options;
    const about = this.#about.events.take(this.#sessions.keys());
    const asked = this.#liveSessions(about);
    if (asked.length === 0) return this.#about.events.isLeft;
    const positions = asked.map(
      ([id, { position, live }]) => [id, position, toldOf(live)] as const,
    );
    let found: readonly EventPage[];
    try {
      found = await source.eventsSince(positions, pageSize);
    } catch (error) {
      observer.fetchFailed(error);
      // With the next wake or look.
      this.#about.events.add(about);
      return false;
    }
    const more = new Set<string>();
    for (const [index, [id, session]] of asked.entries()) {
      const page = found[index];
      if (page?.isMore === true) more.add(id);
      const events = (page?.events ?? []).map(encodeEvent);
      const last = events.at(-1);
      if (last === undefined) continue;
      for (const reader of session.live) {
        // It came while the others' facts were fetched.
        const isShort = reader.told === "whole" && positions[index]?.[2] === "facts";
        if (isShort || reader.deliver(events, page?.account ?? null) === "GAP") {
          session.live.delete(reader);
          this.#catchUp.add(reader);
        }
      }
      observer.eventsSent(events.length * session.live.size);
      session.position = Math.max(session.position, last.version);
    }
    this.#about.events.add(more);
    return this.#about.events.isLeft;
  }

  async #fetchProgress(): Promise<boolean> {
    const about = this.#about.progress.take();
    const asked = new Map(this.#liveSessions(about ?? this.#sessions.keys()));
    if (asked.size === 0) return false;
    const { source, observer } = this.#options;
    try {
      const generations = await source.liveProgress([...asked.keys()]);
      const bySession = Map.groupBy(generations, (generation) => generation.session_id);
      const others = [...this.#running].filter((id) => !asked.has(id));
      this.#running = new Set([...others, ...bySession.keys()]);
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

  #liveSessions(about: Iterable<string>): [string, SessionReaders][] {
    const named: [string, SessionReaders][] = [];
    for (const id of about) {
      const session = this.#sessions.get(id);
      if (session !== undefined && session.live.size > 0) named.push([id, session]);
    }
    return named;
  }
}

/** As much as the one who wants most. */
function toldOf(readers: ReadonlySet<StreamReader>): Told {
  for (const { told } of readers) if (told === "whole") return "whole";
  return "facts";
}
