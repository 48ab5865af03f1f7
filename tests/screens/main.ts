/**
 * Pictures of the screens, taken by the browser that the tests use, of the stand-in's books.
 *
 *     npm run screens                              the README's, in both languages, into docs/images
 *     npm run screens -- --all FOLDER [--only X]   every state, width, theme and language
 *     npm run screens -- --compare BEFORE AFTER    two such folders; those that differ are named, and it fails
 */
import { parseArgs } from "node:util";
import { startScreens } from "../e2e/screens/screens.ts";
import { compareFolders } from "./compare.ts";
import { mustDrawChinese } from "./drawn.ts";
import { takeAll, takeReadme } from "./pictures.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    all: { type: "string" },
    only: { type: "string" },
    compare: { type: "boolean", default: false },
  },
});

await using screens = await startScreens();
if (values.compare) {
  const [before = "", after = ""] = positionals;
  const different = await compareFolders(screens.browser, before, after);
  for (const line of different) process.stdout.write(`${line}\n`);
  process.exitCode = different.length === 0 ? 0 : 1;
} else {
  await mustDrawChinese(screens.browser);
  if (values.all === undefined) await takeReadme(screens);
  else await takeAll(screens, values.all, values.only);
}
