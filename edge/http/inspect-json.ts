/**
 * What JSON can say and the contract does not take: NUL, lone surrogates, nesting beyond 64, more items
 * and objects than any schema has. The last two are here because a schema looks at each of them first.
 */
import { type Issue, MAX_JSON_DEPTH, MAX_JSON_ITEMS, MAX_JSON_OBJECTS } from "#shared/http/http.ts";
import { isStorable } from "#shared/text.ts";
import { clipped, pointer } from "./issues.ts";

const MAX_ISSUES = 20;

interface Inspection {
  readonly issues: Issue[];
  objects: number;
}

/** The issues of a parsed body; escapes such as `\ud800` have become strings by then. */
export function inspectJson(value: unknown): readonly Issue[] {
  const inspection: Inspection = { issues: [], objects: 0 };
  visit(value, [], inspection);
  if (inspection.objects > MAX_JSON_OBJECTS) {
    return [{ path: "", message: `has more than ${MAX_JSON_OBJECTS} objects` }];
  }
  return inspection.issues;
}

function visit(value: unknown, path: readonly PropertyKey[], inspection: Inspection): void {
  const { issues } = inspection;
  if (issues.length >= MAX_ISSUES || inspection.objects > MAX_JSON_OBJECTS) return;
  if (typeof value === "string") {
    if (!isStorable(value)) issues.push(unstorable(path));
  } else if (typeof value === "object" && value !== null) {
    if (path.length >= MAX_JSON_DEPTH) {
      issues.push(issueAt(path, `nested deeper than ${MAX_JSON_DEPTH}`));
      return;
    }
    const isArray = Array.isArray(value);
    if (isArray && value.length > MAX_JSON_ITEMS) {
      issues.push(issueAt(path, `has more than ${MAX_JSON_ITEMS} items`));
      return;
    }
    if (!isArray) inspection.objects += 1;
    for (const [key, child] of Object.entries(value)) {
      if (issues.length >= MAX_ISSUES) return;
      if (!isArray && !isStorable(key)) issues.push(unstorable([...path, key]));
      if (typeof child === "string" || (typeof child === "object" && child !== null)) {
        visit(child, [...path, key], inspection);
      }
    }
  }
}

function unstorable(path: readonly PropertyKey[]): Issue {
  const issue = issueAt(path, "must not contain NUL or lone surrogates");
  return { ...issue, path: issue.path.replaceAll("\u0000", "\\u0000") };
}

function issueAt(path: readonly PropertyKey[], message: string): Issue {
  return { path: clipped(pointer(path)), message };
}
