/** The words of what a book costs and may cost; they come with what shows it. */
import { WORD_FILES } from "./word-files.ts";
import { wordSet } from "./word-set.ts";

export const { words: costWords } = wordSet(WORD_FILES.cost);
