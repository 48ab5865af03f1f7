/** The words of the shelf and of the two doors; they come with them. */
import { WORD_FILES } from "./word-files.ts";
import { wordSet } from "./word-set.ts";

export const { words: dashboardWords } = wordSet(WORD_FILES.dashboard);
