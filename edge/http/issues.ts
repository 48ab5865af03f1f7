/** From zod's issues to the contract's: a JSON Pointer and a message. */
import type { z } from "zod";
import type { Issue } from "#shared/http/http.ts";
import { pointerOf } from "#shared/pointer.ts";

/** As many as help; a body can be wrong in thousands of places. */
const MAX_ISSUES = 50;

/** @param prefix the pointer of what was parsed, such as `/payload` */
export function issuesOf(error: z.ZodError, prefix = ""): readonly Issue[] {
  return error.issues.slice(0, MAX_ISSUES).map((issue) => ({
    path: clipped(prefix + pointer(issue.path)),
    message: clipped(issue.message),
  }));
}

/** What was sent is named, not sent back: a key may have 200,000 characters, and be wrong in many places. */
const MAX_TOLD = 500;

export function clipped(told: string): string {
  return told.length <= MAX_TOLD ? told : `${told.slice(0, MAX_TOLD).toWellFormed()}…`;
}

/** A lone surrogate in a key would not survive UTF-8. */
export function pointer(path: readonly PropertyKey[]): string {
  return pointerOf(path.map((key) => String(key).toWellFormed()));
}
