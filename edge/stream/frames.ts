/** Blocks of a text/event-stream. Data is one line: JSON has no raw line break. */
import type { EphemeralEventType } from "#shared/event-types.ts";

export interface StreamedEvent {
  readonly version: number;
  readonly event_type: string;
  /** Absent where no reader asked for more than the facts. */
  readonly payload?: unknown;
}

/** What of an event a reader is told: all of it, or who did what, and when. */
export type Told = "whole" | "facts";

/** How long a browser waits before it connects again. */
export const RETRY_FRAME = "retry: 1000\n\n";
/** Keeps proxies from closing an idle connection. */
export const COMMENT_FRAME = ":\n\n";

/** An event with its blocks, each made once for all readers. */
export interface EncodedEvent {
  readonly version: number;
  readonly frame: (told: Told) => string;
  /** The session is deleted: nobody may follow it any more. */
  readonly isLast: boolean;
}

export function encodeEvent(event: StreamedEvent): EncodedEvent {
  const { version, event_type } = event;
  const made = new Map<Told, string>();
  return {
    version,
    isLast: event_type === "genesis.session.deleted",
    frame(told) {
      const before = made.get(told);
      if (before !== undefined) return before;
      const { payload: _, ...facts } = event;
      const data = JSON.stringify(told === "whole" ? event : facts);
      const frame = `id: ${version}\nevent: ${event_type}\ndata: ${data}\n\n`;
      made.set(told, frame);
      return frame;
    },
  };
}

/** The first block of a stream that is live from now: only where it stands. */
export function positionFrame(version: number): string {
  return `id: ${version}\n\n`;
}

export function resetFrame(reason: string, cursor: number): string {
  return `event: reset\nid: ${cursor}\ndata: ${JSON.stringify({ reason, cursor })}\n\n`;
}

export function ephemeralFrame(type: EphemeralEventType, data: object): string {
  return `event: ${type}\ndata: ${JSON.stringify(data)}\n\n`;
}

/** A session that was asked for and is not the account's: the stream goes on with the others. */
export function missingFrame(sessionId: string): string {
  return `event: missing\ndata: ${JSON.stringify({ session_id: sessionId })}\n\n`;
}

/**
 * A block as it stands in a stream of several sessions: its id and its data name the session. The
 * blocks themselves are made once for all readers of a session, whichever stream they have.
 */
export function frameOfSession(sessionId: string, frame: string): string {
  return frame
    .replace(/^id: /m, `id: ${sessionId}:`)
    .replace(/^data: \{/m, `data: {"session_id":"${sessionId}",`);
}
