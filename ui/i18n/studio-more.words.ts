/** All words of the studio, those too that only a press brings: for parts.ts, which come with it. */
import { computed } from "@preact/signals";
import { words as firstWords } from "./studio.words.ts";
import { WORD_FILES } from "./word-files.ts";
import { wordSet } from "./word-set.ts";

const more = wordSet(WORD_FILES.studioMore);

export const words = computed(() => ({ ...firstWords.value, ...more.words.value }));
