/** The words of branches: another way from a version of the book, and comparing the ways. */
import { WORD_FILES } from "./word-files.ts";
import { wordSet } from "./word-set.ts";

export const { words: branchesWords } = wordSet(WORD_FILES.branches);
