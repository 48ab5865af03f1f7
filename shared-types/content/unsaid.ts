/**
 * What stands in a text that a content of an earlier version never had: valid, and not said. Pages,
 * exports and checks pass over it (sql/functions/versions).
 */
export const UNSAID = "—";

export function isUnsaid(text: unknown): boolean {
  return text === UNSAID;
}
