/** A real browser without system packages. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Browser, chromium as playwright } from "playwright-core";
import { z } from "zod";
import { repositoryRoot } from "../../local/repository-root.ts";
import { keptFolder } from "./kept-folder.ts";
import { mustRun } from "./must-run.ts";
import { PATIENCE_MS } from "./patience-ms.ts";

const packageFile = join(repositoryRoot, "node_modules/@sparticuz/chromium/package.json");
const unpack = `import("@sparticuz/chromium").then((its) => its.default.executablePath())`;

/**
 * Its program, unpacked. The package puts it into the system's temporary folder, for the first who
 * asks: a second one would start what is half there.
 */
async function chromiumProgram(): Promise<string> {
  const { version } = z
    .object({ version: z.string() })
    .parse(JSON.parse(readFileSync(packageFile, "utf8")));
  const folder = await keptFolder(`chromium-${version}`, (unfinished) =>
    mustRun(process.execPath, ["-e", unpack], {
      cwd: repositoryRoot,
      env: { ...process.env, TMPDIR: unfinished },
    }),
  );
  return join(folder, "chromium");
}

/**
 * Headless; `close` ends it. The caller makes a context of its own per test.
 * @param options.args further ones of Chromium's command line
 */
export async function launchChromium(
  options: { readonly args?: readonly string[] } = {},
): Promise<Browser> {
  const browser = await playwright.launch({
    executablePath: await chromiumProgram(),
    // Not the package's own list: it is for one process in a cloud function, not for tests.
    args: [
      "--no-sandbox",
      "--disable-dev-shm-usage",
      "--disable-gpu",
      "--font-render-hinting=none",
      ...(options.args ?? []),
    ],
    headless: true,
  });
  const newContext = browser.newContext.bind(browser);
  browser.newContext = async (settings) => {
    const context = await newContext(settings);
    context.setDefaultTimeout(PATIENCE_MS);
    return context;
  };
  return browser;
}
