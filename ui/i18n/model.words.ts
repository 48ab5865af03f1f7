/** The words of connecting a model; they come with its panel. */
import { WORD_FILES } from "./word-files.ts";
import { wordSet } from "./word-set.ts";

export const { words: modelWords } = wordSet(WORD_FILES.model);
