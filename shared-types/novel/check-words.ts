/** A check in words, with what it is about by name. */
import type { Check } from "../foundation/check.ts";
import type { Foundation } from "../foundation/foundation.ts";
import type { Language } from "../statuses.ts";
import { bookWordsIn } from "./words.ts";
import type { NovelIndex } from "./novel-index.ts";
import { unresolvedName } from "../content/removed.ts";
import { isRecord, pathOf, pointerOf, valueAt } from "../pointer.ts";

/** One sentence in `language`. */
export function checkSentence(
  novel: Foundation,
  index: NovelIndex,
  { code, pointers: [pointer = ""] }: Check,
  language: Language,
): string {
  const words = bookWordsIn(language).checks;
  const subject =
    code === "NAME_UNRESOLVED" ? valueAt(novel, pointer) : nameOf(novel, index, pointer);
  const text =
    typeof subject === "string"
      ? unresolvedName(subject.trim(), bookWordsIn(language).removed)
      : "";
  return words[code](text === "" ? words.blank : text.replace(/[.。]$/, ""));
}

/** What the item at or above a pointer is called. */
export function nameOf(novel: Foundation, index: NovelIndex, pointer: string): string {
  const path = pathOf(pointer);
  while (path.length > 0) {
    const item = valueAt(novel, pointerOf(path));
    if (isRecord(item)) {
      for (const key of ["name", "title", "rule", "question", "truth", "text"]) {
        const value = item[key];
        if (typeof value === "string") return value;
      }
      if (typeof item.id === "string" && index.find("plot_thread", item.id)) {
        return index.nameOf("plot_thread", item.id);
      }
    }
    path.pop();
  }
  return "";
}
