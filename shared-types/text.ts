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

/**
 * What the refinements below check, as the OpenAPI document says it. Only there: a model that is
 * asked for JSON may know no patterns, and Pydantic's are another dialect.
 */
export const TEXT_PATTERNS = {
  any: "^[^\\u0000]*$",
  notBlank: "^[^\\u0000]*[^\\s\\u0000\\u001c-\\u001f\\u0085\\ufeff][^\\u0000]*$",
  pointer: "^(/([^~/\\u0000]|~[01])*)*$",
} as const;

export function isTextPattern(pattern: string): boolean {
  return Object.values<string>(TEXT_PATTERNS).includes(pattern);
}

/** A text of at most `max` code points that is not blank. */
export function text(max: number) {
  return bounded(max)
    .refine((value) => value.trim() !== "", { message: "must not be blank" })
    .meta({ maxLength: max, pattern: TEXT_PATTERNS.notBlank });
}

/** As `text`, and may be empty. */
export function optionalText(max: number) {
  return bounded(max).meta({ maxLength: max, pattern: TEXT_PATTERNS.any });
}

function bounded(max: number) {
  return z
    .string()
    .refine(isStorable, { message: "must not contain NUL or lone surrogates" })
    .refine((value) => codePoints(value) <= max, { message: `at most ${max} characters` });
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
  .meta({ id: "ItemId", pattern: TEXT_PATTERNS.any });
/**
 * Points to an item by its id. A model writes a name here; the server resolves it, and what
 * resolves to nothing stays as it was written and shows up as a check.
 */
export const itemRef = z
  .string()
  .max(300)
  .refine(isStorable, { message: "must not contain NUL or lone surrogates" })
  .meta({ id: "ItemRef", pattern: TEXT_PATTERNS.any });
