/** The words of presence: where else the book is open. */
import type { PresenceWords } from "./presence.zh-CN.ts";
import type { WordFile } from "./word-files.ts";
import { wordSet } from "./word-set.ts";

export const { words: presenceWords } = wordSet(
  import.meta.glob<WordFile<PresenceWords>>([
    "./presence.[a-z][a-z].ts",
    "./presence.[a-z][a-z]-[A-Z]*.ts",
  ]),
);
