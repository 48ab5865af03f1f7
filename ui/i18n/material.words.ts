/** The words of a writer's own material; they come with its panel. */
import { WORD_FILES } from "./word-files.ts";
import { wordSet } from "./word-set.ts";

export const { words: materialWords } = wordSet(WORD_FILES.material);
