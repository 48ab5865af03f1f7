import { cp, glob, mkdtemp, readFile, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import { runProgram } from "../../local/processes/run-program.ts";
import { repositoryRoot } from "../../local/repository-root.ts";

const fixture = join(import.meta.dirname, "fixture");

/** `file:line` of each line that the fixture marks. */
async function marked(): Promise<string[]> {
  const lines: string[] = [];
  for await (const file of glob("**/*.ts", { cwd: fixture })) {
    const text = await readFile(join(fixture, file), "utf8");
    text.split("\n").forEach((line, index) => {
      if (line.endsWith("// refused")) lines.push(`${file}:${index + 1}`);
    });
  }
  return lines.sort();
}

const report = z.object({
  diagnostics: z.array(
    z.object({
      code: z.string(),
      filename: z.string(),
      labels: z.array(z.object({ span: z.object({ line: z.int() }) })),
    }),
  ),
});

/** The fixture linted by the project's own configuration, from a place where it is not ignored. */
async function refused(): Promise<string[]> {
  const copy = await mkdtemp(join(tmpdir(), "genesis-boundaries-"));
  try {
    await cp(fixture, copy, { recursive: true });
    for (const file of [".oxlintrc.json", "tsconfig.json", "package.json"]) {
      await cp(join(repositoryRoot, file), join(copy, file));
    }
    await symlink(join(repositoryRoot, "node_modules"), join(copy, "node_modules"));
    const output = await lint(copy);
    const lines = report.parse(JSON.parse(output)).diagnostics.map((found) => {
      return `${found.filename}:${found.labels[0]?.span.line}`;
    });
    return [...new Set(lines)].sort();
  } finally {
    await rm(copy, { recursive: true });
  }
}

async function lint(directory: string): Promise<string> {
  const oxlint = join(repositoryRoot, "node_modules", ".bin", "oxlint");
  const options = { cwd: directory, env: process.env };
  return (await runProgram(oxlint, ["--type-aware", "-f", "json"], options)).output;
}

test("an import outside the rooms' table, a cycle and a floating promise fail the lint, nothing else does", async () => {
  const expected = await marked();
  expect(expected.length).toBeGreaterThan(8);
  expect(await refused()).toEqual(expected);
});
