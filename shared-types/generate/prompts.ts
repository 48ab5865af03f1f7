/** The prompts as the page shows them: the files that models are told by, with their versions. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { STAGES } from "../stages.ts";
import type { Language } from "../statuses.ts";

const FOLDER = "flows/genesis_flows/prompts";
const versionsShape = z.record(z.string(), z.object({ version: z.int() }));

/** A module of one language; the page loads it when somebody asks to see it. */
export async function promptsTs(root: string, language: Language): Promise<string> {
  const read = (path: string) => readFile(join(root, FOLDER, path), "utf8");
  const versions = versionsShape.parse(JSON.parse(await read("versions.json")));
  const stages = await Promise.all(
    STAGES.map(async (stage) => {
      const version = versions[`${language}/${stage}.md`]?.version ?? 0;
      const text = (await read(`${language}/${stage}.md`)).trim();
      return `  ${stage}: {\n    version: ${JSON.stringify(`${stage}/${language}/${version}`)},\n    text: ${JSON.stringify(text)},\n  },`;
    }),
  );
  const system = JSON.stringify((await read(`${language}/SYSTEM.md`)).trim());
  return [
    `// Generated from ${FOLDER}/${language} by \`npm run generate\`. Do not edit.`,
    'import type { Prompts } from "./prompts.ts";',
    "",
    "export const prompts: Prompts = {",
    `  system: ${system},`,
    "  stages: {",
    ...stages.map((stage) => stage.replaceAll(/^/gmu, "  ")),
    "  },",
    "};",
    "",
  ].join("\n");
}
