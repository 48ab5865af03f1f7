/** Length as a writer counts it: 字 in Chinese, words in English. */
import type { Language } from "#shared/statuses.ts";

export function countText(text: string, language: Language): number {
  if (language === "en") return text.match(/[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu)?.length ?? 0;
  // A run of Latin letters or digits within Chinese counts as one.
  return (
    text.match(
      /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{P}]|[\p{Script=Latin}\p{N}]+/gu,
    )?.length ?? 0
  );
}

export function countCodePoints(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

/** The first code points of a text. */
export function firstOf(text: string, count: number): string {
  return Array.from(text).slice(0, count).join("");
}
