/** The name of a field, by its key or its pointer: "Characters 2 · Want". */
import { pathOf } from "#shared/pointer.ts";
import { interfaceLanguage } from "./interface-language.ts";
import { WORD_FILES } from "./word-files.ts";
import { wordSet } from "./word-set.ts";

const set = wordSet(WORD_FILES.labels);

/** A field's name in the interface's language; `holder` is the list or group that it stands in. */
export function fieldLabel(key: string, holder: string | null = null): string {
  const { fields, within } = set.words.value;
  return (holder === null ? undefined : within[`${holder}.${key}`]) ?? fields[key] ?? key;
}

/** One of a list by its number, 0 being the first: "Thread 1", not "Threads 1". */
export function itemLabel(list: string, index: number): string {
  const one = interfaceLanguage.value === "en" ? singular(list) : list;
  return `${one} ${index + 1}`.trim();
}

function singular(word: string): string {
  if (word.endsWith("ies")) return `${word.slice(0, -3)}y`;
  return word.endsWith("s") && !word.endsWith("ss") ? word.slice(0, -1) : word;
}

/** A pointer in words. */
export function pointerLabel(pointer: string): string {
  const parts: string[] = [];
  let holder: string | null = null;
  for (const step of pathOf(pointer)) {
    if (/^\d+$/.test(step)) {
      parts.push(itemLabel(parts.pop() ?? "", Number(step)));
    } else {
      parts.push(fieldLabel(step, holder));
      holder = step;
    }
  }
  return parts.join(" · ");
}
