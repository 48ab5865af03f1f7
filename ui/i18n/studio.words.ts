/** All words of the studio's page: its own, and those of every page. */
import { computed } from "@preact/signals";
import { words as everywhere } from "./words.ts";
import { WORD_FILES } from "./word-files.ts";
import { wordSet } from "./word-set.ts";

const own = wordSet(WORD_FILES.studio);

export const words = computed(() => ({ ...everywhere.value, ...own.words.value }));
