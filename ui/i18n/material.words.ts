/** The words of a writer's own material; they come with its panel. */
import type { MaterialWords } from "./material.zh-CN.ts";
import type { WordFile } from "./word-files.ts";
import { wordSet } from "./word-set.ts";

export const { words: materialWords } = wordSet(
  import.meta.glob<WordFile<MaterialWords>>([
    "./material.[a-z][a-z].ts",
    "./material.[a-z][a-z]-[A-Z]*.ts",
  ]),
);
