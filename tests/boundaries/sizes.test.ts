/** Files stay small enough to be read at once, and comments say what the code does not. */
import { expect, test } from "vitest";
import { read, sourceFiles } from "./source-files.ts";

const MOST_LINES = 300;
const MOST_OF_THE_MEDIAN = 80;

/** Data, which is read for what is in it. */
const DATA: ReadonlySet<string> = new Set([
  "shared-types/testing/novel-fixture.en.ts",
  "shared-types/testing/novel-fixture.zh.ts",
  "tests/integration/releases/0.1.0.sql",
]);
const isGenerated = (path: string) =>
  /\.generated\.|^shared-types\/python\/genesis_shared\/(models|sql_answers)\.py$/.test(path);

test(`no file of code is over ${MOST_LINES} lines, and half of them are below ${MOST_OF_THE_MEDIAN}`, async () => {
  const files = (await sourceFiles(/\.(?:tsx?|py|sql|mjs|css)$/)).filter(
    (path) => !isGenerated(path),
  );
  const sizes = await Promise.all(
    files.map(async (path) => ({ path, lines: (await read(path)).split("\n").length - 1 })),
  );
  const long = sizes.filter(({ path, lines }) => lines > MOST_LINES && !DATA.has(path));
  expect(long).toEqual([]);
  const ordered = sizes.map(({ lines }) => lines).sort((a, b) => a - b);
  expect(ordered.length).toBeGreaterThan(1_500);
  expect(ordered[Math.floor(ordered.length / 2)]).toBeLessThanOrEqual(MOST_OF_THE_MEDIAN);
});

test("no comment says only that something takes what its parameters say", async () => {
  const said: string[] = [];
  for (const path of await sourceFiles(/^flows\/genesis_flows\/.*\.py$/)) {
    for (const [found] of (await read(path)).matchAll(
      /def __init__\([^]*?\) -> None:\n\s+"""Take (?:the|what|where|how|a|an) [^"\n]*"""/g,
    )) {
      said.push(`${path}: ${/"""(.*)"""/.exec(found)?.[1]}`);
    }
  }
  expect(said).toEqual([]);
});
