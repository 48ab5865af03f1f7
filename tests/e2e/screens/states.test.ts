/** Every screen in each of its states, at three widths and in both themes: nothing for axe to find. */
import { createRequire } from "node:module";
import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addressOf, prepareFiles } from "../../../ui/gallery/page.ts";
import { SCENARIOS } from "../../../ui/gallery/scenarios.ts";
import { startFakeServer } from "../../../ui/testing/fake-server.ts";
import { pressThrough, type Screens, startScreens } from "./screens.ts";

let screens: Screens;
let axe: string;
beforeAll(async () => {
  screens = await startScreens();
  axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
});
afterAll(() => screens[Symbol.asyncDispose]());

const WIDTHS = [
  { width: 1440, height: 900 },
  { width: 768, height: 1024 },
  { width: 360, height: 740 },
];

test.each(SCENARIOS.map((scenario) => [scenario.name, scenario] as const))(
  "%s",
  async (_, scenario) => {
    const path = scenario.prepare(screens.server, "en");
    const page = await screens.open(path, { language: "en" });
    await pressThrough(page, scenario);
    const found: unknown[] = [];
    // axe is no script of the page's own, which its policy would refuse.
    await page.evaluate(axe);
    for (const size of WIDTHS) {
      await page.setViewportSize(size);
      found.push(...(await wrongIn(page)).map((what) => `${size.width}: ${what}`));
      found.push(...(await outOfPlace(page, size.width)));
      expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(size.width);
    }
    await page.emulateMedia({ colorScheme: "dark" });
    found.push(...(await wrongIn(page, "color-contrast")).map((what) => `dark: ${what}`));
    await page.context().close();
    expect(found).toEqual([]);
  },
);

test("in the gallery a state that a press opens is opened", async () => {
  const pressed = SCENARIOS.find(({ name }) => name === "the book as it was");
  if (pressed === undefined) throw new Error("no such state");
  const extra = prepareFiles({ language: "zh-CN", theme: "dark" });
  const server = await startFakeServer({ built: screens.built, extra });
  const page = await screens.browser.newPage({ locale: "en" });
  await page.goto(addressOf(server.url, pressed.prepare(server, "zh-CN"), pressed));
  const frame = page.frameLocator("iframe");
  await frame
    .locator(pressed.opens ?? "")
    .first()
    .waitFor();
  await frame.locator("html[lang=zh-CN][data-theme=dark]").waitFor();
  await page.close();
  await server.stop();
});

/**
 * Where the frame's parts stand and how wide they are, in pixels, by the window's width: numbers of the
 * design, which no font changes. `npm run screens -- --compare` is the long form, picture by picture.
 */
const PLACES: Readonly<Record<number, Readonly<Record<string, readonly [number, number]>>>> = {
  1440: {
    ".stepper": [24, 232],
    ".with-panel .centre": [320, 720],
    ".panel:not(.drawer)": [1104, 312],
    "ol.cards": [288, 1080],
  },
  768: { ".centre": [24, 720] },
  360: { ".centre": [16, 328], ".centre > .decision": [0, 360] },
};

async function outOfPlace(page: Page, width: number): Promise<readonly string[]> {
  return await page.evaluate(
    `Object.entries(${JSON.stringify(PLACES[width])}).flatMap(([selector, [x, width]]) =>
      [...document.querySelectorAll(selector)]
        .map((element) => element.getBoundingClientRect())
        .filter((place) => place.width > 0)
        .filter((place) => Math.abs(place.x - x) > 1 || Math.abs(place.width - width) > 1)
        .map((place) => innerWidth + ": " + selector + " at " + place.x + ", " + place.width))`,
  );
}

async function wrongIn(page: Page, rule?: string): Promise<readonly string[]> {
  const only = rule === undefined ? "" : `, { runOnly: ["${rule}"] }`;
  return await page.evaluate(
    `axe.run(document${only}).then(({ violations }) => violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => id + ": " + html.slice(0, 160) + " " + failureSummary.slice(0, 200))))`,
  );
}
