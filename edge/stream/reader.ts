/** One reader of a session's stream: where it stands, and its bounded queue. */
import type { Caller } from "../database/database.ts";
import type { EncodedEvent, Told } from "./frames.ts";
import { LiveText, type LiveGeneration } from "./live-text.ts";
import type { StreamSink } from "./sink.ts";

export type DeliverOutcome = "DELIVERED" | "GAP" | "CLOSED";

export interface ReaderLimits {
  /** More waiting than this: the reader is too slow and is disconnected, never given a gap. */
  readonly maxBacklogBytes: number;
  /** A backlog that does not drain for this many comments (15 s each) is a reader that is gone. */
  readonly maxStalledComments: number;
}

/** What a stream lasts as long as: the key of a cookie, a sign-in's row, an hour in time. */
export interface StreamSignIn extends Caller {
  readonly keyId: string | null;
  readonly expiresAtSeconds: number;
}

export class StreamReader {
  readonly sessionId: string;
  /** Who reads: the stream ends with the sign-in. */
  readonly signIn: StreamSignIn;
  /** The version of the last event that was sent. */
  cursor: number;
  isClosed = false;
  /** Called where the reader was too slow. */
  onSlow: () => void = () => {};
  readonly sink: StreamSink;
  readonly told: Told;
  readonly #limits: ReaderLimits;
  /** Only while something is written: most readers of most sessions are idle. */
  #liveText: LiveText | null = null;
  #stalledComments = 0;

  constructor(
    sessionId: string,
    signIn: StreamSignIn,
    cursor: number,
    sink: StreamSink,
    limits: ReaderLimits,
    told: Told = "whole",
  ) {
    this.sessionId = sessionId;
    this.signIn = signIn;
    this.cursor = cursor;
    this.sink = sink;
    this.#limits = limits;
    this.told = told;
  }

  send(frame: string): void {
    if (this.isClosed) return;
    // Before the write: one big event is never a reason by itself.
    if (this.sink.backlogBytes > this.#limits.maxBacklogBytes) this.#tooSlow();
    else this.sink.write(frame);
  }

  /**
   * Events in version order; those that it has are skipped.
   * @param account whose session it is; a book that went to another account is not followed any more
   */
  deliver(events: readonly EncodedEvent[], account: string | null): DeliverOutcome {
    if (events.length > 0 && account !== this.signIn.accountId) this.close("orderly");
    for (const event of events) {
      if (this.isClosed) return "CLOSED";
      if (event.version <= this.cursor) continue;
      if (event.version !== this.cursor + 1) return "GAP";
      this.send(event.frame(this.told));
      if (!this.isClosed) this.cursor = event.version;
    }
    // Where it was restored in the meantime, the reader comes back for that.
    if (events.at(-1)?.isLast === true) this.close("orderly");
    return this.isClosed ? "CLOSED" : "DELIVERED";
  }

  /** Progress and text; a reader with a backlog gets it with a later wake. */
  deliverLive(generations: readonly LiveGeneration[], frames: Map<string, string>): void {
    if (generations.length === 0) {
      this.#liveText = null;
      return;
    }
    if (generations.some(({ account }) => account !== this.signIn.accountId)) {
      this.close("orderly");
    }
    if (this.isClosed || this.sink.backlogBytes > 0) return;
    this.#liveText ??= new LiveText();
    for (const frame of this.#liveText.advance(generations, frames)) this.send(frame);
  }

  comment(frame: string): void {
    this.#stalledComments = this.sink.backlogBytes > 0 ? this.#stalledComments + 1 : 0;
    if (this.#stalledComments > this.#limits.maxStalledComments) this.#tooSlow();
    else this.send(frame);
  }

  close(how: "orderly" | "abrupt"): void {
    if (this.isClosed) return;
    this.isClosed = true;
    this.sink.close(how);
  }

  #tooSlow(): void {
    if (this.isClosed) return;
    this.onSlow();
    this.close("abrupt");
  }
}
