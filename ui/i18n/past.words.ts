/** The words of looking back: the book as it was at a version, and where a field came from. */
import type { PastWords } from "./past.zh-CN.ts";
import type { WordFile } from "./word-files.ts";
import { wordSet } from "./word-set.ts";

export const { words: pastWords } = wordSet(
  import.meta.glob<WordFile<PastWords>>(["./past.[a-z][a-z].ts", "./past.[a-z][a-z]-[A-Z]*.ts"]),
);
