/** The words of what a book costs and may cost; they come with what shows it. */
import type { CostWords } from "./cost.zh-CN.ts";
import type { WordFile } from "./word-files.ts";
import { wordSet } from "./word-set.ts";

export const { words: costWords } = wordSet(
  import.meta.glob<WordFile<CostWords>>(["./cost.[a-z][a-z].ts", "./cost.[a-z][a-z]-[A-Z]*.ts"]),
);
