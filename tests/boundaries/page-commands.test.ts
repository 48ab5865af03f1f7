/** What the documents give to type is run, or validated, or said not to have been: nothing is left out. */
import { existsSync, globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import { repositoryRoot } from "../../local/repository-root.ts";
import { pageBlocks } from "../provision/page-blocks.ts";
import { FOLLOWED_PAGES, type Held, PAGE_COMMANDS } from "./page-commands.ts";

const read = (path: string) => readFileSync(join(repositoryRoot, path), "utf8");
// What was once so is no instruction.
const pages = globSync("{*.md,docs/*.md,tests/chaos/*.md}", { cwd: repositoryRoot }).filter(
  (path) => path !== "CHANGELOG.md",
);

const PROGRAM =
  /^(?:npm|npx|node|deno|docker|kubectl|systemctl|systemd-analyze|git|psql|curl|openssl|cp|grype|osv-scanner|chronyc|timedatectl|python|\.venv\/bin\/python)(?= )/;
const VARIABLES = /^(?:[A-Z][A-Z_]*=(?:"[^"]*"|\S+)\s+)+/;

/** One a line, as the shell takes it. */
function commandsIn(block: string): string[] {
  return block
    .replaceAll(/\\\n\s*/g, " ")
    .split("\n")
    .map((line) => line.replace(/\s+#.*$/, "").trim())
    .flatMap((line) => line.split(" && "))
    .filter((line) => line !== "" && !line.startsWith("export ") && !line.startsWith("cd "));
}

interface Given {
  readonly page: string;
  readonly command: string;
}

const given: Given[] = pages.flatMap((page) => {
  const fenced = pageBlocks(page)
    .filter(({ language }) => language === "sh" || language === "")
    .filter(() => FOLLOWED_PAGES[page] === undefined)
    // A way through the files is no command.
    .filter(({ text }) => page !== "ARCHITECTURE.md" || text.includes("npm "))
    .flatMap(({ text }) => commandsIn(text));
  const prose = read(page).replaceAll(/^```[^]*?^```$/gm, "");
  const inline = [...prose.matchAll(/`([^`\n]+)`/g)]
    .map(([, code = ""]) => code)
    .filter((code) => PROGRAM.test(code.replace(VARIABLES, "")) && code !== "npm run");
  return [...fenced, ...inline].map((command) => ({
    page,
    command: command.replace(VARIABLES, "").trim(),
  }));
});

const heldOf = (command: string) => PAGE_COMMANDS.find(([pattern]) => pattern.test(command));

test("each command of a page has what holds it", () => {
  const loose = given.filter(({ command }) => heldOf(command) === undefined);
  expect(loose).toEqual([]);
  expect(given.length).toBeGreaterThan(100);
});

test("what is held is still given somewhere", () => {
  const used = new Set(given.map(({ command }) => heldOf(command)?.[0]));
  const idle = PAGE_COMMANDS.map(([pattern]) => pattern).filter((pattern) => !used.has(pattern));
  expect(idle).toEqual([]);
});

test("what holds it is there: the test by its name, the command, the page's words", () => {
  const { scripts } = z
    .object({ scripts: z.record(z.string(), z.string()) })
    .parse(JSON.parse(read("package.json")));
  const isThere = (held: Held): boolean => {
    if ("test" in held) {
      return existsSync(join(repositoryRoot, held.test)) && read(held.test).includes(held.name);
    }
    if ("page" in held) return read(held.page).includes(held.words);
    if ("readers" in held) return true;
    const [, name = "", form] = /^npm (?:run )?([\w-]+)(?: -- (\w+))?$/.exec(held.longForm) ?? [];
    return (
      name in scripts &&
      (form === undefined || existsSync(join(repositoryRoot, "tests", name, form, "main.ts")))
    );
  };
  const holders = [...PAGE_COMMANDS.map(([, held]) => held), ...Object.values(FOLLOWED_PAGES)];
  expect(holders.filter((held) => !isThere(held))).toEqual([]);
});

test("a script of npm is its file, so that a test that runs the file runs it", () => {
  const { scripts } = z
    .object({ scripts: z.record(z.string(), z.string()) })
    .parse(JSON.parse(read("package.json")));
  const files = globSync("local/commands/*.ts", { cwd: repositoryRoot });
  for (const file of files) {
    const name = /(\w[\w-]*)\.ts$/.exec(file)?.[1] ?? "";
    expect(scripts[name]).toMatch(
      new RegExp(`^(exec )?node (--[\\w-]+=\\d+ )?local/commands/${name}\\.ts$`),
    );
  }
});
