/** The words of arranging the shelf. */
import { WORD_FILES } from "./word-files.ts";
import { wordSet } from "./word-set.ts";

export const { words: shelfWords } = wordSet(WORD_FILES.shelf);
