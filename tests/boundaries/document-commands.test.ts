/** What the documents tell a reader to type: it is there, and it parses. */
import { existsSync } from "node:fs";
import { glob, readFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { runProgram } from "../../local/processes/run-program.ts";
import { newWebhookSecret, signatureHeaders } from "#runtime/webhooks/signature.ts";
import { anyPython } from "../../local/processes/python.ts";
import { repositoryRoot } from "../../local/repository-root.ts";

interface Page {
  readonly path: string;
  readonly text: string;
}

const pages: Page[] = [];
beforeAll(async () => {
  for await (const path of glob("{*.md,docs/*.md,tests/**/*.md,bench/*.md}", {
    cwd: repositoryRoot,
  })) {
    // What was once so is no instruction.
    if (path === "CHANGELOG.md") continue;
    pages.push({ path, text: await readFile(join(repositoryRoot, path), "utf8") });
  }
});

const isThere = (path: string) => existsSync(join(repositoryRoot, path));

/** Of every page: what `pattern` finds, and is not good. */
function wrong(pattern: RegExp, isGood: (found: string) => boolean): string[] {
  return pages.flatMap(({ path, text }) =>
    [...text.matchAll(pattern)]
      .filter(([, found = ""]) => !isGood(found))
      .map(([, found]) => `${path}: ${found}`),
  );
}

/** The blocks of a language, each with where it stands. */
function blocks(language: string): { readonly at: string; readonly text: string }[] {
  const fence = new RegExp(`^\`\`\`${language}(?: \\w+)?\n([^]*?)^\`\`\`$`, "gm");
  return pages.flatMap(({ path, text }) =>
    [...text.matchAll(fence)].map(([, block = ""], at) => ({
      at: `${path}, ${at + 1}`,
      text: block,
    })),
  );
}

test("every npm run, npm run chaos, npm run bench and deno task that a page names is there", async () => {
  const json = async (path: string): Promise<unknown> =>
    JSON.parse(await readFile(join(repositoryRoot, path), "utf8"));
  const { scripts } = z
    .object({ scripts: z.record(z.string(), z.string()) })
    .parse(await json("package.json"));
  const { tasks } = z
    .object({ tasks: z.record(z.string(), z.string()) })
    .parse(await json("deno.json"));
  expect(wrong(/npm run (?:--silent )?([a-z][a-z-]*)/g, (name) => name in scripts)).toEqual([]);
  expect(wrong(/deno task ([a-z]+)/g, (name) => name in tasks)).toEqual([]);
  const isRun = (name: string) => isThere(`tests/chaos/${name}/main.ts`);
  expect(wrong(/npm run chaos -- ([a-z]+)/g, isRun)).toEqual([]);
  const isBench = (name: string) => isThere(`bench/${name}/main.ts`);
  expect(wrong(/npm run bench -- ([a-z]+)/g, isBench)).toEqual([]);
});

test("every file and module of this repository that a command names is there", () => {
  expect(wrong(/\bnode ((?:local|shared-types|tests)\/[\w./-]+)/g, isThere)).toEqual([]);
  expect(wrong(/-f (deploy\/[\w./-]+)/g, isThere)).toEqual([]);
  const isModule = (name: string) =>
    ["", "/__main__"].some((end) => isThere(`flows/${name.replaceAll(".", "/")}${end}.py`));
  expect(wrong(/-m (genesis_flows[\w.]*)/g, isModule)).toEqual([]);
  const isTest = (path: string) => isThere(path) || isThere(`${path}.test.ts`);
  expect(wrong(/npm test -- ([\w/.-]*\/[\w/.-]+)/g, isTest)).toEqual([]);
});

test("every block parses as what it says it is", async () => {
  const env = process.env;
  for (const { at, text } of blocks("sh")) {
    const { output } = await runProgram("/bin/sh", ["-n", "-c", text], { env });
    expect([at, output]).toEqual([at, ""]);
  }
  for (const { text } of blocks("json")) expect(() => JSON.parse(text)).not.toThrow();
  const parsers = { python: "import ast; ast.parse", toml: "import tomllib; tomllib.loads" };
  for (const [language, parse] of Object.entries(parsers)) {
    const found = blocks(language);
    expect(found.length).toBeGreaterThan(0);
    for (const { at, text } of found) {
      const script = `import sys; ${parse}(sys.argv[1])`;
      const { output } = await runProgram(anyPython() ?? "python3", ["-I", "-c", script, text], {
        env,
      });
      expect([at, output]).toEqual([at, ""]);
    }
  }
});

test("the receiver of docs/webhooks.md takes what the studio signs, and nothing else", async () => {
  const [receiver] = blocks("js");
  const { isFromTheStudio } = z
    .object({ isFromTheStudio: z.custom<(...given: unknown[]) => boolean>() })
    .parse(await import(`data:text/javascript,${encodeURIComponent(receiver?.text ?? "")}`));
  const secret = newWebhookSecret();
  const headers = await signatureHeaders(secret, "event", Math.floor(Date.now() / 1_000), "{}");
  expect(isFromTheStudio(secret, headers, "{}")).toBe(true);
  expect(isFromTheStudio(secret, headers, "{ }")).toBe(false);
  expect(isFromTheStudio(newWebhookSecret(), headers, "{}")).toBe(false);
});
