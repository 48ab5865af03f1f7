/** What JSON can say and the contract does not take: NUL, lone surrogates, nesting beyond 64. */
import { type Issue, MAX_JSON_DEPTH } from "#shared/http/http.ts";
import { isStorable } from "#shared/text.ts";
import { pointer } from "./issues.ts";

const MAX_ISSUES = 20;

/** The issues of a parsed body; escapes such as `\ud800` have become strings by then. */
export function inspectJson(value: unknown): readonly Issue[] {
  const issues: Issue[] = [];
  visit(value, [], issues);
  return issues;
}

function visit(value: unknown, path: readonly PropertyKey[], issues: Issue[]): void {
  if (issues.length >= MAX_ISSUES) return;
  if (typeof value === "string") {
    if (!isStorable(value)) issues.push(unstorable(path));
  } else if (typeof value === "object" && value !== null) {
    if (path.length >= MAX_JSON_DEPTH) {
      issues.push({ path: pointer(path), message: `nested deeper than ${MAX_JSON_DEPTH}` });
      return;
    }
    const isArray = Array.isArray(value);
    for (const [key, child] of Object.entries(value)) {
      if (!isArray && !isStorable(key)) issues.push(unstorable([...path, key]));
      if (typeof child === "string" || (typeof child === "object" && child !== null)) {
        visit(child, [...path, key], issues);
      }
    }
  }
}

function unstorable(path: readonly PropertyKey[]): Issue {
  return {
    path: pointer(path).replaceAll("\u0000", "\\u0000"),
    message: "must not contain NUL or lone surrogates",
  };
}
