/** What nothing uses goes: a class without a rule, a rule without its class. */
import { glob, readFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { repositoryRoot } from "../../local/repository-root.ts";

const files = new Map<string, string>();
beforeAll(async () => {
  for await (const name of glob("{ui,tests/e2e,bench/ui}/**/*.{ts,tsx,css}", {
    cwd: repositoryRoot,
  })) {
    if (!name.startsWith("ui/dist/")) {
      files.set(name, await readFile(join(repositoryRoot, name), "utf8"));
    }
  }
});

const texts = (of: RegExp) =>
  [...files].flatMap(([name, text]) => (of.test(name) ? [{ name, text }] : []));
const found = (text: string, pattern: RegExp) =>
  [...text.matchAll(pattern)].map(([, group = ""]) => group);

/** Every class that a style names. */
const styled = () =>
  new Set(
    texts(/\.css$/).flatMap(({ text }) =>
      found(text.replace(/\/\*[^]*?\*\//g, ""), /([^{}]+)\{/g).flatMap((selector) =>
        found(selector, /\.([a-z][\w-]*)/g),
      ),
    ),
  );

/** Classes by name, and the beginnings of those that end in a value: `key-` of `key-${name}`. */
function written(text: string): string[] {
  const plain = found(text, /\bclass="([^"]*)"/g);
  const composed = found(text, /\bclass=\{`([^`]*)`/g).flatMap((value) => [
    value.replace(/\$\{[^}]*\}/g, " "),
    ...found(value, /(?:^|[^-])\$\{[^}]*[?:]\s*" ?([^"}]*)"/g),
    ...found(value, /(?:^|[^-])\$\{[^}?]*\?\s*" ?([^"}]*)"/g),
  ]);
  return [...plain, ...composed]
    .flatMap((part) => part.split(/\s+/))
    .filter((name) => /^[a-z][\w-]*$/.test(name));
}

test("each class on the page has a rule, or a test that finds something by it", () => {
  const rules = styled();
  const tests = texts(/\.ts$/)
    .map(({ text }) => text)
    .join("\n");
  const unused = texts(/^ui\/.*\.tsx$/).flatMap(({ name, text }) =>
    written(text)
      .filter(
        (of) =>
          !rules.has(of) && !(of.endsWith("-") && [...rules].some((rule) => rule.startsWith(of))),
      )
      .filter((of) => ![`.${of}`, `"${of}"`].some((use) => tests.includes(use)))
      .map((of) => `${name}: ${of}`),
  );
  expect(unused).toEqual([]);
});

test("each rule is about a class that something has", () => {
  const code = texts(/^ui\/.*\.tsx?$/)
    .map(({ text }) => text)
    .join("\n");
  const strings = new Set(found(code, /["`\s]([a-z][\w-]*)(?=["`\s$])/g));
  const beginnings = found(code, /["`\s]([a-z]+-)\$\{/g);
  const unused = [...styled()].filter(
    (of) => !strings.has(of) && !beginnings.some((beginning) => of.startsWith(beginning)),
  );
  expect(unused).toEqual([]);
});
