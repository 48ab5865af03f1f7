/** The words of connecting a model; they come with its panel. */
import type { ModelWords } from "./model.zh-CN.ts";
import type { WordFile } from "./word-files.ts";
import { wordSet } from "./word-set.ts";

export const { words: modelWords } = wordSet(
  import.meta.glob<WordFile<ModelWords>>(["./model.[a-z][a-z].ts", "./model.[a-z][a-z]-[A-Z]*.ts"]),
);
