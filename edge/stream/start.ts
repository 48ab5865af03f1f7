/** Where a stream begins: decided from what the client says it has and where the session stands. */
import { MAX_VERSION } from "#shared/http/http.ts";

export type StreamStart =
  /** With the very next version after `version`. */
  | { readonly kind: "RESUME"; readonly version: number }
  /** Live from now, which is `version`. */
  | { readonly kind: "LIVE"; readonly version: number }
  /** The client's cursor is of no use: it is told, and goes on from `version`. */
  | { readonly kind: "RESET"; readonly version: number; readonly reason: ResetReason };

export type ResetReason = "CURSOR_MALFORMED" | "CURSOR_FROM_THE_FUTURE";

/**
 * @param cursor `Last-Event-ID`, else `?after`; undefined where neither was given
 * @param version the session's, now
 */
export function streamStart(cursor: string | undefined, version: number): StreamStart {
  if (cursor === undefined) return { kind: "LIVE", version };
  if (!/^(0|[1-9]\d*)$/.test(cursor)) return { kind: "RESET", version, reason: "CURSOR_MALFORMED" };
  const after = Number(cursor);
  if (after > version || after > MAX_VERSION) {
    return { kind: "RESET", version, reason: "CURSOR_FROM_THE_FUTURE" };
  }
  return { kind: "RESUME", version: after };
}
