/** The words of the log that a writer takes away, and of bringing one. */
import type { LogWords } from "./log.zh-CN.ts";
import type { WordFile } from "./word-files.ts";
import { wordSet } from "./word-set.ts";

export const { words: logWords } = wordSet(
  import.meta.glob<WordFile<LogWords>>(["./log.[a-z][a-z].ts", "./log.[a-z][a-z]-[A-Z]*.ts"]),
);
