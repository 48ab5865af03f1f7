/** The texts of an event of somebody's log, without those of its round: bounded as a writer's are. */
import { codePoints } from "#shared/text.ts";
import { inspectJson } from "../http/inspect-json.ts";

const MAX_TITLE = 200;
/** As long as an idea. */
const MAX_TEXT = 20_000;
/** What of a model's text a database keeps. */
const MAX_KEPT = 262_144;

const LIMITS: Readonly<Record<string, number>> = { title: MAX_TITLE, kept_text: MAX_KEPT };

/** @returns what is wrong, or null */
export function textFault(payload: Readonly<Record<string, unknown>>): string | null {
  const [issue] = inspectJson(payload);
  if (issue !== undefined) return `has what cannot be stored, at ${issue.path}: ${issue.message}`;
  return tooLong(payload, "");
}

function tooLong(value: unknown, name: string): string | null {
  if (typeof value === "string") {
    const limit = LIMITS[name] ?? MAX_TEXT;
    // A code point has two units at most.
    const isLong = value.length > limit * 2 || (value.length > limit && codePoints(value) > limit);
    return isLong ? `has a text of more than ${limit} characters in ${name}` : null;
  }
  if (typeof value !== "object" || value === null) return null;
  for (const [key, child] of Object.entries(value)) {
    const fault = tooLong(child, Array.isArray(value) ? name : key);
    if (fault !== null) return fault;
  }
  return null;
}
