/** Takes the pictures: the README's few, or one of every state. */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { LANGUAGES } from "#shared/statuses.ts";
import { SCENARIOS } from "../../ui/gallery/scenarios.ts";
import { repositoryRoot } from "../../local/repository-root.ts";
import { type Screens, SIZES, showState } from "../e2e/screens/screens.ts";

const THEMES = ["light", "dark"] as const;

/** @param only part of a state's name; absent: every state */
export async function takeAll(screens: Screens, folder: string, only?: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const scenario of SCENARIOS.filter(({ name }) => only === undefined || name.includes(only)))
    for (const language of LANGUAGES) {
      const sizes = SIZES.filter(({ width }) => width <= (scenario.upTo ?? width));
      const first = { language, theme: "light", ...(sizes[0] ?? SIZES[0]) } as const;
      await using shown = await showState(screens, scenario, first);
      for (const size of sizes) {
        await shown.page.setViewportSize(size);
        for (const theme of THEMES) {
          await shown.page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
          await settled(shown.page);
          const name = [scenario.name.replaceAll(/\W+/g, "-"), language, size.width, theme];
          const path = join(folder, `${name.join("_")}.png`);
          await shown.page.screenshot({ path, animations: "disabled", caret: "hide" });
        }
      }
    }
}

const WIDE = { theme: "light", width: 1440, height: 900 } as const;
const README = [
  { ...WIDE, file: "concepts", state: "a concept chosen" },
  { ...WIDE, file: "people", state: "people" },
  { ...WIDE, theme: "dark", file: "novel", state: "a finished novel" },
  { ...WIDE, width: 360, height: 740, file: "phone", state: "a story" },
] as const;

/** Into docs/images, as WebP: a few dozen kilobytes each. */
export async function takeReadme(screens: Screens): Promise<void> {
  const folder = join(repositoryRoot, "docs", "images");
  const pictures = LANGUAGES.flatMap((language) => README.map((one) => ({ ...one, language })));
  for (const wanted of pictures) {
    const scenario = SCENARIOS.find(({ name }) => name === wanted.state);
    if (scenario === undefined) throw new Error(`no state ${wanted.state}`);
    await using shown = await showState(screens, scenario, wanted);
    await settled(shown.page);
    const cdp = await shown.page.context().newCDPSession(shown.page);
    const { data } = await cdp.send("Page.captureScreenshot", { format: "webp", quality: 82 });
    const file = `${wanted.file}-${wanted.language}.webp`;
    await writeFile(join(folder, file), Buffer.from(data, "base64"));
    process.stdout.write(`docs/images/${file}\n`);
  }
}

/** Fonts are there, and what waits for an idle moment has come. */
async function settled(page: Page): Promise<void> {
  await page.evaluate("document.fonts.ready.then(() => null)");
  // A page in use: what is beside the first look is fetched, too.
  await page.mouse.move(2, 2);
  await page.mouse.move(4, 4);
  if ((await page.locator(".panel").count()) > 0) {
    await page.locator(".panel-body *").first().waitFor();
  }
  await page.evaluate(
    "new Promise((done) => requestIdleCallback(() => requestAnimationFrame(done)))",
  );
}
