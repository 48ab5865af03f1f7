/** The words of tokens for programs; they come with their panel. */
import type { ProgramsWords } from "./programs.zh-CN.ts";
import type { WordFile } from "./word-files.ts";
import { wordSet } from "./word-set.ts";

export const { words: programsWords } = wordSet(
  import.meta.glob<WordFile<ProgramsWords>>([
    "./programs.[a-z][a-z].ts",
    "./programs.[a-z][a-z]-[A-Z]*.ts",
  ]),
);
