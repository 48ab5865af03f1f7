/** Where a name stands in a book, by the rule that RENAME_EVERYWHERE changes it by. Pure. */
import { STAGES, type Stage } from "#shared/stages.ts";
import { isRecord, pointerOf } from "../content/pointer.ts";
import type { StagesOf } from "../content/stages-of.ts";
import { standingIn } from "../session/branches.ts";

export interface Mention {
  readonly stage: Stage;
  readonly pointer: string;
  readonly text: string;
}

/** Letters of words with spaces between them: there a name ends where the word does. */
const LETTER = "0-9A-Za-z\u00c0-\u024f";

export function mentionsOf(state: StagesOf, name: string): readonly Mention[] {
  const pattern = namePattern(name);
  if (pattern === null) return [];
  return STAGES.flatMap((stage) =>
    textsIn(standingIn(state.stages[stage])?.content, [])
      .filter(({ text }) => pattern.test(text))
      .map(({ pointer, text }) => ({ stage, pointer, text })),
  );
}

/** Null where there is no name. */
export function namePattern(name: string): RegExp | null {
  const wanted = name.trim();
  if (wanted === "") return null;
  const escaped = wanted.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const before = new RegExp(`^[${LETTER}]`).test(wanted) ? `(?<![${LETTER}])` : "";
  const behind = new RegExp(`[${LETTER}]$`).test(wanted) ? `(?![${LETTER}])` : "";
  return new RegExp(before + escaped + behind);
}

/** Every text of a content with its place; ids are none. */
export function textsIn(
  value: unknown,
  path: readonly string[],
): { readonly pointer: string; readonly text: string }[] {
  if (typeof value === "string") return [{ pointer: pointerOf(path), text: value }];
  if (Array.isArray(value)) {
    return value.flatMap((item: unknown, at) => textsIn(item, [...path, String(at)]));
  }
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([key, item]) =>
    key === "id" ? [] : textsIn(item, [...path, key]),
  );
}
