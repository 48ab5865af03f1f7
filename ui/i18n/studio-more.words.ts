/** All words of the studio, those too that only a press brings: for parts.ts, which come with it. */
import { computed } from "@preact/signals";
import { words as firstWords } from "./studio.words.ts";
import type { StudioMoreWords } from "./studio-more.zh-CN.ts";
import type { WordFile } from "./word-files.ts";
import { wordSet } from "./word-set.ts";

const more = wordSet(
  import.meta.glob<WordFile<StudioMoreWords>>([
    "./studio-more.[a-z][a-z].ts",
    "./studio-more.[a-z][a-z]-[A-Z]*.ts",
  ]),
);

export const words = computed(() => ({ ...firstWords.value, ...more.words.value }));
