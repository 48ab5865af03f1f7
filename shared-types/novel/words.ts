/** A book's words in its own language: the page shows them too, in the language of the interface. */
import type { Shape } from "../shape.ts";
import type { Language } from "../statuses.ts";
import { bookEn } from "./words.en.ts";
import { bookZhCN } from "./words.zh-CN.ts";

export type BookWords = Shape<typeof bookZhCN>;

export function bookWordsIn(language: Language): BookWords {
  return language === "en" ? bookEn : bookZhCN;
}

/** A length as the language counts it: 120 万字, 95,000 words. */
export function lengthIn(language: Language, count: number, unit: "chars" | "words"): string {
  const { length } = bookWordsIn(language);
  const isRound = language === "zh-CN" && count >= 10_000;
  const digits = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
  return length[unit](isRound ? `${digits.format(count / 10_000)} 万` : digits.format(count));
}
