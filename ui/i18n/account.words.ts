/** The words of accounts; they come with the account's part of a page. */
import { WORD_FILES } from "./word-files.ts";
import { wordSet } from "./word-set.ts";

export const { words: accountWords } = wordSet(WORD_FILES.account);
