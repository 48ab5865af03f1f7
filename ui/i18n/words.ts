/**
 * The words that every page needs. `zh-CN.ts` gives the shape, every other language has to have all
 * of it: a key that is missing fails the build.
 */
import { WORD_FILES } from "./word-files.ts";
import { wordSet } from "./word-set.ts";

export const { words } = wordSet(WORD_FILES.everywhere);
