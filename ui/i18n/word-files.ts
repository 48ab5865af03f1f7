/**
 * Which files of words there are, and how each is fetched: a part, a dot, a language; without a part
 * they are every page's. Needs nothing: main.tsx asks for words before any other code is here.
 */
import type { FieldLabels } from "#shared/content/field-kinds.ts";
import type { AccountWords } from "./account.zh-CN.ts";
import type { ShelfWords } from "./shelf.zh-CN.ts";
import type { ProgramsWords } from "./programs.zh-CN.ts";
import type { MaterialWords } from "./material.zh-CN.ts";
import type { LogWords } from "./log.zh-CN.ts";
import type { BranchesWords } from "./branches.zh-CN.ts";
import type { CostWords } from "./cost.zh-CN.ts";
import type { DashboardWords } from "./dashboard.zh-CN.ts";
import type { ModelWords } from "./model.zh-CN.ts";
import type { NovelWords } from "./novel.zh-CN.ts";
import type { StudioWords } from "./studio.zh-CN.ts";
import type { StudioMoreWords } from "./studio-more.zh-CN.ts";
import type { Words } from "./zh-CN.ts";

/** A file that exports its words alone. */
export type WordFile<W> = Readonly<Record<string, W>>;

/** What `import.meta.glob` gives: `./studio.en.ts`, and how it is fetched. */
export type WordFiles<W> = Readonly<Record<string, () => Promise<WordFile<W>>>>;

export const WORD_FILES = {
  everywhere: import.meta.glob<WordFile<Words>>(["./[a-z][a-z].ts", "./[a-z][a-z]-[A-Z]*.ts"]),
  account: import.meta.glob<WordFile<AccountWords>>([
    "./account.[a-z][a-z].ts",
    "./account.[a-z][a-z]-[A-Z]*.ts",
  ]),
  shelf: import.meta.glob<WordFile<ShelfWords>>([
    "./shelf.[a-z][a-z].ts",
    "./shelf.[a-z][a-z]-[A-Z]*.ts",
  ]),
  programs: import.meta.glob<WordFile<ProgramsWords>>([
    "./programs.[a-z][a-z].ts",
    "./programs.[a-z][a-z]-[A-Z]*.ts",
  ]),
  material: import.meta.glob<WordFile<MaterialWords>>([
    "./material.[a-z][a-z].ts",
    "./material.[a-z][a-z]-[A-Z]*.ts",
  ]),
  log: import.meta.glob<WordFile<LogWords>>(["./log.[a-z][a-z].ts", "./log.[a-z][a-z]-[A-Z]*.ts"]),
  branches: import.meta.glob<WordFile<BranchesWords>>([
    "./branches.[a-z][a-z].ts",
    "./branches.[a-z][a-z]-[A-Z]*.ts",
  ]),
  cost: import.meta.glob<WordFile<CostWords>>([
    "./cost.[a-z][a-z].ts",
    "./cost.[a-z][a-z]-[A-Z]*.ts",
  ]),
  dashboard: import.meta.glob<WordFile<DashboardWords>>([
    "./dashboard.[a-z][a-z].ts",
    "./dashboard.[a-z][a-z]-[A-Z]*.ts",
  ]),
  model: import.meta.glob<WordFile<ModelWords>>([
    "./model.[a-z][a-z].ts",
    "./model.[a-z][a-z]-[A-Z]*.ts",
  ]),
  novel: import.meta.glob<WordFile<NovelWords>>([
    "./novel.[a-z][a-z].ts",
    "./novel.[a-z][a-z]-[A-Z]*.ts",
  ]),
  studio: import.meta.glob<WordFile<StudioWords>>([
    "./studio.[a-z][a-z].ts",
    "./studio.[a-z][a-z]-[A-Z]*.ts",
  ]),
  studioMore: import.meta.glob<WordFile<StudioMoreWords>>([
    "./studio-more.[a-z][a-z].ts",
    "./studio-more.[a-z][a-z]-[A-Z]*.ts",
  ]),
  labels: import.meta.glob<WordFile<FieldLabels>>([
    "./labels.[a-z][a-z].ts",
    "./labels.[a-z][a-z]-[A-Z]*.ts",
  ]),
};
