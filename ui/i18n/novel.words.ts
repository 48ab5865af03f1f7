/** The words of the novel's page, in the interface's language; what is exported speaks the book's. */
import type { NovelWords } from "./novel.zh-CN.ts";
import { WORD_FILES } from "./word-files.ts";
import { wordSet } from "./word-set.ts";

export type { NovelWords };

export const { words: novelWords } = wordSet(WORD_FILES.novel);
