/**
 * The interface's words. `zh-CN.ts` gives the shape, `en.ts` has to have all of it: a key that is
 * missing in either fails the build.
 */
import { computed } from "@preact/signals";
import type { Language } from "#shared/statuses.ts";
import { interfaceLanguage } from "./interface-language.ts";
import { en } from "./en.ts";
import type { Shape } from "./shape.ts";
import { zhCN } from "./zh-CN.ts";

/** The words of one language, for what follows a book's. */
export function wordsIn(language: Language): Shape<typeof zhCN> {
  return language === "en" ? en : zhCN;
}

/** The words of the interface's language; read `.value` in a component or a computed. */
export const words = computed(() => wordsIn(interfaceLanguage.value));
