/** The words of branches: another way from a version of the book, and comparing the ways. */
import type { BranchesWords } from "./branches.zh-CN.ts";
import type { WordFile } from "./word-files.ts";
import { wordSet } from "./word-set.ts";

export const { words: branchesWords } = wordSet(
  import.meta.glob<WordFile<BranchesWords>>([
    "./branches.[a-z][a-z].ts",
    "./branches.[a-z][a-z]-[A-Z]*.ts",
  ]),
);
