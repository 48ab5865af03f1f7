/** The words of arranging the shelf. */
import type { ShelfWords } from "./shelf.zh-CN.ts";
import type { WordFile } from "./word-files.ts";
import { wordSet } from "./word-set.ts";

export const { words: shelfWords } = wordSet(
  import.meta.glob<WordFile<ShelfWords>>(["./shelf.[a-z][a-z].ts", "./shelf.[a-z][a-z]-[A-Z]*.ts"]),
);
