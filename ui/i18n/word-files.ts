/**
 * Which files of words a first look needs, and how each is fetched: a part, a dot, a language; without a
 * part they are every page's. What comes later names its own files beside its words. Needs nothing:
 * main.tsx asks for words before any other code is here.
 */
import type { FieldLabels } from "#shared/content/field-kinds.ts";
import type { AccountWords } from "./account.zh-CN.ts";
import type { DashboardWords } from "./dashboard.zh-CN.ts";
import type { NovelWords } from "./novel.zh-CN.ts";
import type { StudioWords } from "./studio.zh-CN.ts";
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
  dashboard: import.meta.glob<WordFile<DashboardWords>>([
    "./dashboard.[a-z][a-z].ts",
    "./dashboard.[a-z][a-z]-[A-Z]*.ts",
  ]),
  novel: import.meta.glob<WordFile<NovelWords>>([
    "./novel.[a-z][a-z].ts",
    "./novel.[a-z][a-z]-[A-Z]*.ts",
  ]),
  studio: import.meta.glob<WordFile<StudioWords>>([
    "./studio.[a-z][a-z].ts",
    "./studio.[a-z][a-z]-[A-Z]*.ts",
  ]),
  labels: import.meta.glob<WordFile<FieldLabels>>([
    "./labels.[a-z][a-z].ts",
    "./labels.[a-z][a-z]-[A-Z]*.ts",
  ]),
};
