/** The fenced blocks of a page, as a reader copies them. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { repositoryRoot } from "../../local/repository-root.ts";

export interface PageBlock {
  /** `sh`, `sql`, `json` …; empty where the page says none. */
  readonly language: string;
  /** What stands behind the language, such as `process`. */
  readonly kind: string;
  readonly text: string;
}

/** @param page from the repository's root, such as `docs/deploy.md` */
export function pageBlocks(page: string): PageBlock[] {
  const text = readFileSync(join(repositoryRoot, page), "utf8");
  return [...text.matchAll(/^```(\w*)(?: (\w+))?\n([^]*?)^```$/gm)].map(
    ([, language = "", kind = "", block = ""]) => ({ language, kind, text: block }),
  );
}
