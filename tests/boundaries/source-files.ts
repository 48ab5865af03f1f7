/** The checked-in source files, and which of them imports which. */
import { readFile } from "node:fs/promises";
import { dirname, join, normalize } from "node:path";
import { z } from "zod";
import { runProgram } from "../../local/processes/run-program.ts";
import { repositoryRoot } from "../../local/repository-root.ts";

/** What git tracks and has not deleted, by path from the root; fixtures are no source of anything. */
export async function sourceFiles(ending: RegExp): Promise<string[]> {
  const listed = await runProgram("git", ["ls-files", "-co", "--exclude-standard"], {
    cwd: repositoryRoot,
    env: process.env,
  });
  const deleted = await runProgram("git", ["ls-files", "-d"], {
    cwd: repositoryRoot,
    env: process.env,
  });
  const gone = new Set(deleted.output.split("\n"));
  return listed.output
    .split("\n")
    .filter((path) => ending.test(path) && !gone.has(path) && !path.includes("/fixture/"));
}

export const read = (path: string) => readFile(join(repositoryRoot, path), "utf8");

const packageJson = z.object({ imports: z.record(z.string(), z.string()) });

/** The static imports of TypeScript among `files`, types' included; a lazy `import()` is none. */
export async function typescriptImports(files: readonly string[]) {
  const { imports } = packageJson.parse(JSON.parse(await read("package.json")));
  const aliases = Object.entries(imports).map(([alias, folder]) => ({
    alias: alias.replace("*", ""),
    folder: normalize(folder.replace("*", "")),
  }));
  const all = new Set(files);
  const found: Import[] = [];
  for (const from of files) {
    for (const [, specifier = ""] of (await read(from)).matchAll(
      /(?:from|import) "([.#][^"]*)"/g,
    )) {
      const aliased = aliases.find(({ alias }) => specifier.startsWith(alias));
      const to = aliased
        ? aliased.folder + specifier.slice(aliased.alias.length)
        : join(dirname(from), specifier);
      if (all.has(to)) found.push({ from, to });
    }
  }
  return found;
}

/** The imports of Python's own modules among `files`, which are below `root`. */
export async function pythonImports(files: readonly string[], root: string) {
  const moduleOf = (path: string) =>
    path
      .slice(root.length + 1)
      .replace(/(\/__init__)?\.py$/, "")
      .replaceAll("/", ".");
  const byModule = new Map(files.map((path) => [moduleOf(path), path]));
  const found: Import[] = [];
  for (const from of files) {
    for (const [, base = "", plain, listed] of (await read(from)).matchAll(
      /^\s*from ([\w.]+) import (?:([^(\n]+)|\(([^)]*)\))/gm,
    )) {
      const names = (plain ?? listed ?? "").split(",").map((name) => /\w+/.exec(name)?.[0] ?? "");
      for (const name of names) {
        const to = byModule.get(`${base}.${name}`) ?? byModule.get(base);
        if (to !== undefined) found.push({ from, to });
      }
    }
  }
  return found;
}

export interface Import {
  readonly from: string;
  readonly to: string;
}
