/**
 * The interface's words. `zh-CN.ts` gives the shape, `en.ts` has to have all of it: a key that is
 * missing in either fails the build.
 */
import { computed } from "@preact/signals";
import { interfaceLanguage } from "./interface-language.ts";
import { en } from "./en.ts";
import { zhCN } from "./zh-CN.ts";

/** The words of the interface's language; read `.value` in a component or a computed. */
export const words = computed(() => (interfaceLanguage.value === "en" ? en : zhCN));
