/** Where a name stands in a book, by the rule that RENAME_EVERYWHERE changes it by. Pure. */
import type { SessionState } from "#shared/session/state.ts";
import { STAGES, type Stage } from "#shared/stages.ts";
import { standingIn } from "../session/branches.ts";
import { isRecord, pointerOf } from "../content/pointer.ts";

export interface Mention {
  readonly stage: Stage;
  readonly pointer: string;
  readonly text: string;
}

/** Letters of words with spaces between them: there a name ends where the word does. */
const LETTER = "0-9A-Za-z\u00c0-\u024f";

export function mentionsOf(state: SessionState, name: string): readonly Mention[] {
  const wanted = name.trim();
  if (wanted === "") return [];
  const escaped = wanted.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const before = new RegExp(`^[${LETTER}]`).test(wanted) ? `(?<![${LETTER}])` : "";
  const behind = new RegExp(`[${LETTER}]$`).test(wanted) ? `(?![${LETTER}])` : "";
  const pattern = new RegExp(before + escaped + behind);
  return STAGES.flatMap((stage) =>
    textsIn(standingIn(state.stages[stage])?.content, [])
      .filter(({ text }) => pattern.test(text))
      .map(({ pointer, text }) => ({ stage, pointer, text })),
  );
}

function textsIn(
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
