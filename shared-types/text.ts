/**
 * Text as the contract counts it: lengths in Unicode code points, no NUL, no lone surrogate.
 * The limits are the same for a writer, a model and an import.
 */
import { z } from "zod";

/** Number of Unicode code points; `String.length` counts UTF-16 units. */
export function codePoints(value: string): number {
  let count = 0;
  for (const _ of value) count += 1;
  return count;
}

/** PostgreSQL's text and jsonb take no NUL, and JSON text is UTF-8, which has no lone surrogates. */
export function isStorable(value: string): boolean {
  return !value.includes("\u0000") && value.isWellFormed();
}

/** A text of at most `max` code points that is not blank. */
export function text(max: number) {
  return bounded(max).refine((value) => value.trim() !== "", { message: "must not be blank" });
}

/** As `text`, and may be empty. */
export function optionalText(max: number) {
  return bounded(max);
}

function bounded(max: number) {
  return z
    .string()
    .refine(isStorable, { message: "must not contain NUL or lone surrogates" })
    .refine((value) => codePoints(value) <= max, { message: `at most ${max} characters` })
    .meta({ maxLength: max });
}

/** A label or name: one line. */
export const LINE = 300;
/** A sentence or two. */
export const SENTENCE = 2_000;
/** A paragraph, or several. */
export const PARAGRAPH = 8_000;

/** The id of an item in an array of a stage's content: made by the server, stable over rounds. */
export const itemId = z
  .string()
  .min(1)
  .max(120)
  .refine(isStorable, { message: "must not contain NUL or lone surrogates" })
  .meta({ id: "ItemId" });
/**
 * Points to an item by its id. A model writes a name here; the server resolves it, and what
 * resolves to nothing stays as it was written and shows up as a check.
 */
export const itemRef = z
  .string()
  .max(300)
  .refine(isStorable, { message: "must not contain NUL or lone surrogates" })
  .meta({ id: "ItemRef" });
