/** The novel's words in the interface's language, and, for what is exported, in the book's. */
import { computed } from "@preact/signals";
import type { Language } from "#shared/statuses.ts";
import { interfaceLanguage } from "./interface-language.ts";
import { novelEn } from "./novel.en.ts";
import { novelZhCN } from "./novel.zh-CN.ts";
import type { Shape } from "./shape.ts";

export type NovelWords = Shape<typeof novelZhCN>;

export function novelWordsIn(language: Language): NovelWords {
  return language === "en" ? novelEn : novelZhCN;
}

export const novelWords = computed(() => novelWordsIn(interfaceLanguage.value));

/** A length as the language counts it: 120 万字, 95,000 words. */
export function lengthIn(language: Language, count: number, unit: "chars" | "words"): string {
  const { length } = novelWordsIn(language);
  const isRound = language === "zh-CN" && count >= 10_000;
  const digits = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
  return length[unit](isRound ? `${digits.format(count / 10_000)} 万` : digits.format(count));
}
