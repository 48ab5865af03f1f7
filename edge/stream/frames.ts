/** Blocks of a text/event-stream. Data is one line: JSON has no raw line break. */
import type { EphemeralEventType } from "#shared/event-types.ts";

export interface StreamedEvent {
  readonly version: number;
  readonly event_type: string;
}

/** How long a browser waits before it connects again. */
export const RETRY_FRAME = "retry: 1000\n\n";
/** Keeps proxies from closing an idle connection. */
export const COMMENT_FRAME = ":\n\n";

/** An event with its block, made once for all readers. */
export interface EncodedEvent {
  readonly version: number;
  readonly frame: string;
  /** The session is deleted: nobody may follow it any more. */
  readonly isLast: boolean;
}

export function encodeEvent(event: StreamedEvent): EncodedEvent {
  const { version, event_type } = event;
  const frame = `id: ${version}\nevent: ${event_type}\ndata: ${JSON.stringify(event)}\n\n`;
  return { version, frame, isLast: event_type === "genesis.session.deleted" };
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
