/** No word of a book in English stands in two lines, whatever stands beside it: each fits into its place. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { STAGES } from "#shared/stages.ts";
import { type Screens, startScreens } from "./screens.ts";

let screens: Screens;
beforeAll(async () => {
  screens = await startScreens();
});
afterAll(() => screens[Symbol.asyncDispose]());

/** Words of the page that stand in two lines, each with its element's class. */
const brokenWords = `(() => {
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const element = node.parentElement;
    if (element === null || element.closest("script, style, option, textarea, [hidden]")) continue;
    for (const { 0: word, index } of node.data.matchAll(/\\p{Script=Latin}{2,}/gu)) {
      const range = document.createRange();
      range.setStart(node, index);
      range.setEnd(node, index + word.length);
      const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)));
      if (lines.size > 1) found.push(word + " in " + (element.className || element.tagName));
    }
  }
  return found;
})()`;

test.for([
  { width: 1440, height: 900 },
  { width: 1280, height: 720 },
  { width: 1024, height: 768 },
  { width: 768, height: 1024 },
  { width: 360, height: 740 },
])("in every stage at $width×$height", async (size) => {
  for (const stage of STAGES) {
    await using screen = await screens.studio({ ...size, stage });
    await screen.page.locator("#main h2").first().waitFor();
    await screen.page.locator(".decision").waitFor();
    const broken = z.array(z.string()).parse(await screen.page.evaluate(brokenWords));
    expect({ stage, broken }).toEqual({ stage, broken: [] });
    if (stage !== "STORY_CONCEPTION") continue;
    const facts = await screen.page.locator(".items-facts > .item").all();
    const rows = new Set(await Promise.all(facts.map(async (one) => (await one.boundingBox())?.y)));
    // Two and one say of the third that it is another thing.
    expect([1, facts.length]).toContain(rows.size);
  }
});
