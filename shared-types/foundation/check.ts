/** What a foundation check finds. */

/**
 * NAME_UNRESOLVED: a reference that names nothing the novel has.
 * THREAD_UNPAID: a thread that the outline does not carry, or never pays after planting it.
 * CHARACTER_ABSENT: a character who appears in no chapter and in no words of the outline.
 * ARC_WITHOUT_TURN: an arc whose turn is no turn, or is found nowhere in the outline.
 * RULE_UNUSED: a world rule that no character, relation, part or chapter uses.
 * LENGTHS_APART: chapters that do not make their part, or parts that do not make the book.
 * NAMES_ALIKE: two of the cast whose names a reader takes for one another.
 * CONSTRAINT_BROKEN: something the writer ruled out is named in the plan.
 * CLUE_UNPLANTED: a clue that no chapter gives. SECRET_UNLEARNED: a secret that nobody learns.
 * KNOWN_TOO_EARLY: somebody knows what is hidden before it is planted or revealed.
 * VOICE_SHARED: one line of speech in two mouths.
 * QUESTION_OPEN: a question that nobody has decided on.
 */
export const CHECK_CODES = [
  "NAME_UNRESOLVED",
  "THREAD_UNPAID",
  "CHARACTER_ABSENT",
  "ARC_WITHOUT_TURN",
  "RULE_UNUSED",
  "LENGTHS_APART",
  "NAMES_ALIKE",
  "CONSTRAINT_BROKEN",
  "CLUE_UNPLANTED",
  "SECRET_UNLEARNED",
  "KNOWN_TOO_EARLY",
  "VOICE_SHARED",
  "QUESTION_OPEN",
] as const;

export type CheckCode = (typeof CHECK_CODES)[number];

export interface Check {
  readonly code: CheckCode;
  /** RFC 6901 pointers into the novel; the first is where to go, the others what it is about. */
  readonly pointers: string[];
}
