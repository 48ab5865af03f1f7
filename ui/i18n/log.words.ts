/** The words of the log that a writer takes away, and of bringing one. */
import { WORD_FILES } from "./word-files.ts";
import { wordSet } from "./word-set.ts";

export const { words: logWords } = wordSet(WORD_FILES.log);
