/** Folders, and files within them, stand on one another in one direction: what goes round is refused, inside a room too. */
import { dirname } from "node:path";
import { expect, test } from "vitest";
import { type Import, pythonImports, sourceFiles, typescriptImports } from "./source-files.ts";

/** Tests and what they are built with may look everywhere. */
const isTest = (path: string) => /\.test\.|\/testing\/|^(tests|bench)\/|\/tests\//.test(path);

/**
 * Each file's folder; a file that stands beside folders is one of its own, so that a door may open
 * to the folders behind it, and they may use what lies beside them.
 */
function places(files: readonly string[]): (path: string) => string {
  const above = new Set<string>();
  for (const file of files) {
    for (let folder = dirname(dirname(file)); folder !== "."; folder = dirname(folder)) {
      above.add(folder);
    }
  }
  return (path) => (above.has(dirname(path)) ? path : dirname(path));
}

/** One import for each step of a way from a place back to itself; empty: there is none. */
function circle(imports: readonly Import[], placeOf: (path: string) => string): string[] {
  const ways = new Map<string, Map<string, string>>();
  for (const { from, to } of imports) {
    const [a, b] = [placeOf(from), placeOf(to)];
    if (a === b) continue;
    const steps = ways.get(a) ?? new Map<string, string>();
    ways.set(a, steps.set(b, `${from} → ${to}`));
  }
  const done = new Set<string>();
  const follow = (place: string, path: readonly string[], steps: readonly string[]): string[] => {
    const again = path.indexOf(place);
    if (again >= 0) return steps.slice(again);
    if (done.has(place)) return [];
    for (const [next, step] of ways.get(place) ?? []) {
      const found = follow(next, [...path, place], [...steps, step]);
      if (found.length > 0) return found;
    }
    done.add(place);
    return [];
  };
  for (const place of ways.keys()) {
    const found = follow(place, [], []);
    if (found.length > 0) return found;
  }
  return [];
}

test("what goes round is found, a door to the folders behind it is not", () => {
  const files = ["a/door.ts", "a/b/one.ts", "a/c/two.ts", "a/text.ts"];
  const straight = [
    { from: "a/door.ts", to: "a/b/one.ts" },
    { from: "a/b/one.ts", to: "a/c/two.ts" },
    { from: "a/c/two.ts", to: "a/text.ts" },
  ];
  expect(circle(straight, places(files))).toEqual([]);
  const back = { from: "a/c/two.ts", to: "a/b/other.ts" };
  expect(circle([...straight, back], places([...files, back.to]))).toEqual([
    "a/b/one.ts → a/c/two.ts",
    "a/c/two.ts → a/b/other.ts",
  ]);
});

test("no folder or file of TypeScript stands on one that stands on it", async () => {
  const files = (await sourceFiles(/\.tsx?$/)).filter((path) => !isTest(path));
  const imports = await typescriptImports(files);
  expect(imports.length).toBeGreaterThan(2_000);
  expect(circle(imports, places(files))).toEqual([]);
  expect(circle(imports, (path) => path)).toEqual([]);
});

test("no folder or file of Python stands on one that stands on it", async () => {
  const files = (await sourceFiles(/^flows\/genesis_flows\/.*\.py$/)).filter(
    (path) => !isTest(path),
  );
  const imports = await pythonImports(files, "flows");
  expect(imports.length).toBeGreaterThan(300);
  expect(circle(imports, places(files))).toEqual([]);
  expect(circle(imports, (path) => path)).toEqual([]);
});
