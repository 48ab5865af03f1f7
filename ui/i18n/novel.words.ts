/** The words of the novel's page, in the interface's language; what is exported speaks the book's. */
import { computed } from "@preact/signals";
import type { Language } from "#shared/statuses.ts";
import type { Shape } from "./shape.ts";
import { interfaceLanguage } from "./interface-language.ts";
import { novelEn } from "./novel.en.ts";
import { novelZhCN } from "./novel.zh-CN.ts";

export type NovelWords = Shape<typeof novelZhCN>;

export function novelWordsIn(language: Language): NovelWords {
  return language === "en" ? novelEn : novelZhCN;
}

export const novelWords = computed(() => novelWordsIn(interfaceLanguage.value));
