/** Pages that list something list all of it; every dependency is pinned. */
import { existsSync } from "node:fs";
import { glob, readFile, readdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { environment } from "#shared/environment.ts";
import { ERROR_CODES } from "#shared/http/error-codes.ts";
import { FAILURE_CODES } from "#shared/failure-codes.ts";
import { runProgram } from "../../local/processes/run-program.ts";
import { repositoryRoot } from "../../local/repository-root.ts";

const read = (path: string) => readFile(join(repositoryRoot, path), "utf8");
const rows = (text: string) => text.split("\n").filter((line) => line.startsWith("| "));

test("docs/configuration.md has every variable once, and no other", async () => {
  const page = await read("docs/configuration.md");
  const listed = rows(page).flatMap((row) => /^\| `([A-Z_]+)` \|/.exec(row)?.[1] ?? []);
  expect([...listed].sort()).toEqual(Object.keys(environment).sort());
});

test("docs/configuration.md says of each secret that it is one", async () => {
  const page = await read("docs/configuration.md");
  for (const [name, { disclosure }] of Object.entries(environment)) {
    const row = rows(page).find((line) => line.startsWith(`| \`${name}\``)) ?? "";
    const isCalledSecret = row.includes("(secret)") || name === "GENESIS_SECRET";
    expect([name, isCalledSecret]).toEqual([name, disclosure === "secret"]);
  }
});

test("docs/errors.md has every code with its status, in the order in which they are told", async () => {
  const [errors = "", failures = ""] = (await read("docs/errors.md")).split("## When a generation");
  const listed = rows(errors).flatMap((row) => {
    const [, code, status] = /`([A-Z_]+)` \| (\d{3}) \|/.exec(row) ?? [];
    return code === undefined ? [] : [[code, Number(status)]];
  });
  expect(listed).toEqual(Object.entries(ERROR_CODES).map(([code, { status }]) => [code, status]));
  const failing = rows(failures).flatMap((row) => /^\| `([A-Z_]+)` \|/.exec(row)?.[1] ?? []);
  expect(failing).toEqual([...FAILURE_CODES]);
});

describe("dependencies are pinned", () => {
  const packageJson = z.object({
    dependencies: z.record(z.string(), z.string()),
    devDependencies: z.record(z.string(), z.string()),
  });

  test("npm packages by their exact version, and in the lock by their hash", async () => {
    const { dependencies, devDependencies } = packageJson.parse(
      JSON.parse(await read("package.json")),
    );
    for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies })) {
      expect([name, version]).toEqual([name, expect.stringMatching(/^\d+\.\d+\.\d+(-[\w.]+)?$/)]);
    }
    const lock = z
      .object({
        packages: z.record(
          z.string(),
          z.object({ integrity: z.string().optional(), link: z.boolean().optional() }),
        ),
      })
      .parse(JSON.parse(await read("package-lock.json")));
    const loose = Object.entries(lock.packages).filter(
      ([path, { integrity }]) => path !== "" && !(integrity ?? "").startsWith("sha512-"),
    );
    expect(loose.map(([path]) => path)).toEqual([]);
  });

  test("Python packages by version and hash", async () => {
    const locks = (await readdir(join(repositoryRoot, "flows"))).filter((name) =>
      name.endsWith(".lock"),
    );
    expect(locks).not.toEqual([]);
    for (const lock of locks) {
      const entries = (await read(`flows/${lock}`)).split(/\n(?=\S)/);
      for (const entry of entries.filter((text) => text.trim() !== "")) {
        expect(entry).toMatch(/^[A-Za-z0-9._-]+==\S+[^\n]*\\\n\s+--hash=sha256:/);
      }
    }
  });
});

test("docs/README.md leads to every page of docs/", async () => {
  const index = await read("docs/README.md");
  const pages = (await readdir(join(repositoryRoot, "docs"))).filter((name) =>
    name.endsWith(".md"),
  );
  expect(pages.filter((page) => page !== "README.md" && !index.includes(`(${page})`))).toEqual([]);
});

test("every relative link of a document leads to a file that is there", async () => {
  const documents: string[] = [];
  for await (const path of glob("{*.md,docs/**/*.md,ui/*.md,tests/**/*.md}", {
    cwd: repositoryRoot,
  })) {
    documents.push(path);
  }
  const broken: string[] = [];
  for (const path of documents) {
    for (const [, target = ""] of (await read(path)).matchAll(/\]\((?!https?:|#|\/)([^)#\s]+)/g)) {
      const file = join(repositoryRoot, dirname(path), target);
      if (!existsSync(file)) broken.push(`${path}: ${target}`);
    }
  }
  expect(documents.length).toBeGreaterThan(10);
  expect(broken).toEqual([]);
});

test("every test that SECURITY.md names for a promise is there", async () => {
  const named = [
    ...(await read("SECURITY.md")).matchAll(/`([\w/.-]+(?:\.test\.ts|test_\w+\.py))`/g),
  ].map(([, path = ""]) => path);
  const folders = ["", "tests/integration/", "flows/tests/unit/"];
  const missing = named.filter(
    (path) => !folders.some((folder) => existsSync(join(repositoryRoot, folder, path))),
  );
  expect(named.length).toBeGreaterThan(30);
  expect(missing).toEqual([]);
});

test("ARCHITECTURE.md's table of rooms has every folder at the root, and none that is not there", async () => {
  const [, rooms = ""] = (await read("ARCHITECTURE.md")).split("## The rooms");
  const [table = ""] = rooms.split("\n## ");
  const named = rows(table).flatMap((row) =>
    [...(row.split("|")[1] ?? "").matchAll(/`([\w-]+)\/`/g)].map(([, name = ""]) => name),
  );
  const listed = await runProgram("git", ["ls-files"], { cwd: repositoryRoot, env: process.env });
  const folders = listed.output.split("\n").flatMap((path) => /^([\w-]+)\//.exec(path)?.[1] ?? []);
  expect([...new Set(named)].sort()).toEqual([...new Set(folders)].sort());
});

test("each function on the way of REVISE_PROPOSAL is in the file that ARCHITECTURE.md names", async () => {
  const [, way = ""] = (await read("ARCHITECTURE.md")).split("```");
  const steps = way.trim().split("\n");
  const missing: string[] = [];
  for (const step of steps) {
    const [path = "", name = ""] = step.split(/[\s:→]+/);
    const written = new RegExp(`(?:function|class|const|def|genesis\\.|^ *)\\s*${name}\\b`, "m");
    if (!existsSync(join(repositoryRoot, path)) || !written.test(await read(path)))
      missing.push(step);
  }
  expect(missing).toEqual([]);
  expect(steps.length).toBeGreaterThan(15);
  // Longer than this it is no way that somebody walks.
  expect(steps.length).toBeLessThanOrEqual(20);
});

test("each test that ARCHITECTURE.md names for a rule is there", async () => {
  const [, after = ""] = (await read("ARCHITECTURE.md")).split("## One rule, one place");
  const [table = ""] = after.split("\n## ");
  const named = [...table.matchAll(/`([\w/.-]+\.test\.tsx?)`/g)].map(([, path = ""]) => path);
  expect(named.length).toBeGreaterThan(8);
  expect(named.filter((path) => !existsSync(join(repositoryRoot, path)))).toEqual([]);
});
