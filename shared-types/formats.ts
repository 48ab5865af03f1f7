/** Formats of single values that every payload uses: ids, moments, places in a content. */
import { z } from "zod";
import { TEXT_PATTERNS, codePoints, isStorable } from "./text.ts";

export const uuid = z.uuid();
export const timestamp = z.iso.datetime({ offset: true });

/** An RFC 6901 pointer into a stage's content, such as `/characters/0/name`. */
export const jsonPointer = z
  .string()
  .refine((value) => value === "" || /^(\/([^~/]|~[01])*)+$/.test(value), {
    message: "must be a JSON Pointer",
  })
  .refine((value) => isStorable(value) && codePoints(value) <= 500, {
    message: "at most 500 characters, no NUL or lone surrogates",
  })
  .meta({ id: "JsonPointer", maxLength: 500, pattern: TEXT_PATTERNS.pointer });
