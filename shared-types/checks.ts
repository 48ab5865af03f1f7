/**
 * Foundation checks: rules over the five contents of a novel, run offline. None of them blocks.
 * Imports nothing at runtime, so that the interface runs the same rules as the edge.
 */

/**
 * RULE_UNUSED: a world rule that nothing outside the world uses.
 * THREAD_UNPAID: a thread that is never planted, or never paid after it was planted.
 * CHARACTER_ABSENT: a character who appears in no chapter and no part.
 * ARC_WITHOUT_TURN: an arc whose turn is missing, or only repeats its start or its end.
 * NAME_UNRESOLVED: a reference that names nothing the novel has.
 */
export const CHECK_CODES = [
  "NAME_UNRESOLVED",
  "THREAD_UNPAID",
  "CHARACTER_ABSENT",
  "ARC_WITHOUT_TURN",
  "RULE_UNUSED",
] as const;

export type CheckCode = (typeof CHECK_CODES)[number];

export interface Check {
  readonly code: CheckCode;
  /** RFC 6901 pointers into the novel; the first is where to go. */
  readonly pointers: readonly string[];
}
