/** Pictures are taken only where their characters are drawn. */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Browser } from "playwright-core";
import { launchChromium } from "../../provision/chromium.ts";
import { drawsApart } from "../../screens/drawn.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

test("characters that a font has are told from those for which it has an empty box", async () => {
  expect(await drawsApart(browser, ["a", "b"])).toBe(true);
  // Of a plane that is nobody's.
  expect(await drawsApart(browser, ["\u{50000}", "\u{50001}"])).toBe(false);
});
