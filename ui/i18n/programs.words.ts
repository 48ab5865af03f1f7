/** The words of tokens for programs; they come with their panel. */
import { WORD_FILES } from "./word-files.ts";
import { wordSet } from "./word-set.ts";

export const { words: programsWords } = wordSet(WORD_FILES.programs);
