/**
 * What a request's query and headers may hold: the schemas that the OpenAPI document shows and that
 * the edge parses them by. A query carries text, so a number is parsed out of it, and shown as one.
 */
import { z } from "@hono/zod-openapi";
import {
  DEFAULT_LIMIT,
  FOLLOWED_SESSION,
  MAX_FOLLOWED_SESSIONS,
  MAX_IDEMPOTENCY_KEY,
  MAX_LIMIT,
  MAX_VERSION,
  PAGE_CURSOR,
  ROUND_CURSOR,
} from "./http.ts";
import { TEXT_PATTERNS, codePoints, isStorable } from "../text.ts";

function wholeNumber(least: number, most: number) {
  const error = `must be a whole number, ${least} to ${most}`;
  return z
    .string({ error: once })
    .regex(/^(0|[1-9]\d{0,9})$/, { error })
    .transform(Number)
    .pipe(z.int({ error }).min(least, { error }).max(most, { error }));
}

/** Of two values no one says which was meant. */
function once({ input }: { readonly input?: unknown }): string | undefined {
  return Array.isArray(input) ? "is given more than once" : undefined;
}

function shownAsInteger(least: number, most: number) {
  return { type: "integer", minimum: least, maximum: most } as const;
}

/** Some text, as a body's is bounded: what PostgreSQL cannot keep is nowhere to be found in it either. */
export function queryText(max: number) {
  return z
    .string({ error: once })
    .min(1)
    .refine(isStorable, { message: "must not contain NUL or lone surrogates" })
    .refine((value) => codePoints(value) <= max, { message: `at most ${max} characters` })
    .meta({ maxLength: max, pattern: TEXT_PATTERNS.any });
}

/** How many items a list's page has at most. */
export const limit = wholeNumber(1, MAX_LIMIT)
  .default(DEFAULT_LIMIT)
  .openapi({ ...shownAsInteger(1, MAX_LIMIT), default: DEFAULT_LIMIT });

/** What is looked for on the shelf; letters' case does not matter. */
export const search = queryText(200);
/** Only archived books, or only others. */
export const archived = z.enum(["true", "false"]);

/** Deleted books that can still be had back, and only those. */
export const deleted = z.enum(["true", "false"]);

/** A novel's; absent: the newest. */
export const edition = wholeNumber(1, MAX_VERSION)
  .optional()
  .openapi(shownAsInteger(1, MAX_VERSION));

/** One of a session's, from 1. */
export const version = wholeNumber(1, MAX_VERSION).openapi(shownAsInteger(1, MAX_VERSION));

/** The version after which a list begins. */
export const after = wholeNumber(0, MAX_VERSION).optional().openapi(shownAsInteger(0, MAX_VERSION));

/** A list's cursor. */
export const before = z
  .string({ error: once })
  .regex(PAGE_CURSOR, { error: "is no cursor of this list" })
  .optional()
  .meta({ description: "The `next` of the page before, as it was." });

/** Where a field's provenance goes on: a round, the candidate in it, and where the field stood there. */
export const roundBefore = z
  .string({ error: once })
  .regex(ROUND_CURSOR, { error: "is no cursor of this list" })
  .max(600)
  .optional()
  .meta({ description: "The `next` of the page before, as it was." });

/** Where a stream goes on: whatever it says, a garbage cursor is told by a reset. */
export const streamQuery = z.object({
  after: z.preprocess((value) => (Array.isArray(value) ? value[0] : value), z.string().optional()),
});

export const followQuery = z.object({
  after: z
    .preprocess(
      (value) => (typeof value === "string" ? [value] : (value ?? [])),
      z
        .array(z.string().regex(FOLLOWED_SESSION, { error: "must be <session_id>:<version>" }))
        .min(1, { error: `must be given 1 to ${MAX_FOLLOWED_SESSIONS} times` })
        .max(MAX_FOLLOWED_SESSIONS, { error: `must be given 1 to ${MAX_FOLLOWED_SESSIONS} times` }),
    )
    .meta({ description: "`<session_id>:<version>`, once a session" }),
  told: z
    .enum(["whole", "facts"], { error: "must be whole or facts" })
    .default("whole")
    .meta({ description: "`facts`: events without their payload, for whoever asks for the state" }),
});

export const idempotencyHeaders = z.object({
  "Idempotency-Key": z
    .string()
    .min(1, { error: `must have 1 to ${MAX_IDEMPOTENCY_KEY} characters` })
    .refine((key) => codePoints(key) <= MAX_IDEMPOTENCY_KEY, {
      error: `must have 1 to ${MAX_IDEMPOTENCY_KEY} characters`,
    })
    .optional()
    .meta({
      maxLength: MAX_IDEMPOTENCY_KEY,
      description: "A retry with the same key and body gets the first answer again.",
    }),
});
