/** Every screen in each of its states, at three widths and in both themes: nothing for axe to find. */
import { createRequire } from "node:module";
import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { LANGUAGES } from "#shared/statuses.ts";
import { openApiDocument } from "#shared/generate/openapi.ts";
import { docsPage } from "../../../edge/pages/docs-page.ts";
import { PAGE_STYLE } from "../../../edge/pages/page-style.ts";
import { books } from "../../../ui/gallery/making.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startGallery } from "../../../ui/gallery/gallery.ts";
import { SCENARIOS } from "../../../ui/gallery/scenarios.ts";
import { startFakeServer } from "../../../ui/testing/fake-server.ts";
import { SIZES, type Screens, showState, startScreens } from "./screens.ts";

let screens: Screens;
let axe: string;
beforeAll(async () => {
  screens = await startScreens();
  axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
});
afterAll(() => screens[Symbol.asyncDispose]());

/** A state that a press opens. */
const PRESSED = "the book as it was";

// Each has a shelf of its own, so that several are looked at side by side.
test.concurrent.each(SCENARIOS.map((scenario) => [scenario.name, scenario] as const))(
  "%s",
  async (_, scenario) => {
    const sizes = SIZES.filter(({ width }) => width <= (scenario.upTo ?? width));
    const first = { language: "en", ...(sizes[0] ?? SIZES[0]) } as const;
    await using shown = await showState(screens, scenario, first);
    const { page } = shown;
    const found: unknown[] = [];
    // axe is no script of the page's own, which its policy would refuse.
    await page.evaluate(axe);
    // What stands beside a page's subject comes once the page is used: a key that does nothing.
    await page.keyboard.press("Shift");
    for (const size of sizes) {
      await page.setViewportSize(size);
      await page.evaluate(ALL_LOADED);
      const outOfReach = await page.evaluate<readonly string[]>(OUT_OF_REACH);
      const wrong = [...(await wrongIn(page)), ...outOfReach];
      found.push(...wrong.map((what) => `${size.width}: ${what}`));
      found.push(...(await outOfPlace(page, size.width)));
      expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(size.width);
    }
    await page.emulateMedia({ colorScheme: "dark" });
    found.push(...(await wrongIn(page, "color-contrast")).map((what) => `dark: ${what}`));
    expect(found).toEqual([]);
  },
);

test("the reference of the API fits a phone, and its examples are scrolled by key", async () => {
  const files = new Map([
    ["/api/docs", { type: "text/html; charset=utf-8", body: docsPage(openApiDocument()) }],
    ["/api/docs/style.css", { type: "text/css", body: PAGE_STYLE }],
  ]);
  const server = await startFakeServer({ built: screens.built, extra: files });
  const page = await screens.browser.newPage({ viewport: { width: 360, height: 740 } });
  await page.goto(`${server.url}/api/docs`);
  expect(await page.locator("pre").count()).toBeGreaterThan(1);
  expect(await page.evaluate(OUT_OF_REACH)).toEqual([]);
  expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(360);
  await page.close();
  await server.stop();
});

test("the gallery is a page: in each language and theme, and what a press opens is opened", async () => {
  await using gallery = await startGallery(screens.built, 0, [books.name, PRESSED]);
  const page = await screens.browser.newPage({ locale: "en" });
  for (const language of LANGUAGES) {
    for (const theme of ["light", "dark"]) {
      await page.goto(`${gallery.url}/?language=${language}&theme=${theme}`);
      expect(await page.locator("section h2").allInnerTexts()).toEqual([books.name, PRESSED]);
      const html = `html[lang=${language}][data-theme=${theme}]`;
      const [shelf, opened] = [books.name, PRESSED].map((name) =>
        page.frameLocator(`iframe[title="${name}"]`),
      );
      await shelf?.locator(`${html} ${books.shown}`).first().waitFor();
      await page.locator("section").last().scrollIntoViewIfNeeded();
      await opened?.frameLocator("iframe").locator(`${html} .past ins`).first().waitFor();
    }
  }
  await page.close();
});

/**
 * What only a pointer can scroll (some browsers make it reachable by themselves, others do not), and
 * text of a book whose direction would be the page's, not its own.
 */
const OUT_OF_REACH = `(() => {
  const within = "a[href], button, input, select, textarea, summary, [tabindex]:not([tabindex='-1'])";
  const scrolls = (element) => {
    if (element.matches(".live-text, pre")) return true;
    const { overflowX, overflowY } = getComputedStyle(element);
    const may = (overflow) => overflow === "auto" || overflow === "scroll";
    return (
      (may(overflowY) && element.scrollHeight > element.clientHeight + 1) ||
      (may(overflowX) && element.scrollWidth > element.clientWidth + 1)
    );
  };
  const name = (element) => element.outerHTML.slice(0, 120);
  const all = [...document.body.querySelectorAll("*")];
  return [
    ...all
      .filter(scrolls)
      .filter((element) => element.tabIndex < 0 && element.querySelector(within) === null)
      .map((element) => "out of the keyboard's reach: " + name(element)),
    ...all
      .filter((element) => element.matches("#main [lang]:not([dir], option, select, text)"))
      .map((element) => "no direction of its own: " + name(element)),
  ];
})()`;

/** What the page loads on demand has come, and is drawn. */
const ALL_LOADED = `new Promise((resolve) => {
  let frames = 0;
  const look = () => {
    const isLoaded = [...document.querySelectorAll('link[rel="modulepreload"]')].every(({ href }) =>
      performance.getEntriesByName(href).some(({ responseEnd }) => responseEnd > 0));
    frames = isLoaded ? frames + 1 : 0;
    if (frames === 3) resolve(null);
    else requestAnimationFrame(look);
  };
  look();
})`;

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
