/** The blocks of docs/first-deployment.md, in their order. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { repositoryRoot } from "../../../local/repository-root.ts";

export interface Block {
  /** `environment`: for all blocks after it. `process`: runs on. `steps`: to its end. */
  readonly kind: "environment" | "process" | "steps" | "sql";
  readonly text: string;
}

export async function deploymentPage(): Promise<Block[]> {
  const page = await readFile(join(repositoryRoot, "docs", "first-deployment.md"), "utf8");
  return [...page.matchAll(/^```(sh|sql)(?: (environment|process))?\n([^]*?)^```$/gm)].map(
    ([, language, kind, text = ""]): Block => {
      if (language === "sql") return { kind: "sql", text };
      return { kind: kind === "environment" || kind === "process" ? kind : "steps", text };
    },
  );
}

/** The first block's variables: what a reader puts in. */
export function valuesToFillIn(blocks: readonly Block[]): string[] {
  const [first] = blocks;
  return [...(first?.text ?? "").matchAll(/^export (\w+)=/gm)].map(([, name = ""]) => name);
}
