/**
 * From the endpoint's first readable character to the screen: a scripted endpoint holds its answer until
 * the page waits for it, then says its beginning; the page says when a frame shows any of it.
 */
import type { Browser } from "playwright-core";
import { startModelServer } from "../../tests/provision/model-server.ts";
import { startStudio } from "../../tests/provision/studio.ts";

const LIVE_TEXT = ".live-card .live-text";
const WAITING = ".live-card.waiting";
const LONGEST_WAIT_MS = 30_000;

/** Milliseconds, one for each of so many books. */
export async function firstTexts(browser: Browser, count: number): Promise<readonly number[]> {
  await using model = await startModelServer();
  await using studio = await startStudio({
    env: { OPENAI_BASE_URL: model.url, GENESIS_MODEL: model.model },
  });
  const measured: number[] = [];
  for (let at = 0; at <= count; at += 1) {
    model.pace({ characters: 80, everyMs: 20 });
    model.holdAfter(0);
    const context = await browser.newContext({ locale: "en", reducedMotion: "reduce" });
    try {
      const page = await context.newPage();
      await page.goto(studio.url);
      await page.getByRole("button", { name: /^Inspire me!/ }).click();
      await model.held();
      await page.locator(WAITING).first().waitFor();
      const shown = page.evaluate<number>(`(async () => {
        const from = performance.now();
        const says = () => [...document.querySelectorAll(${JSON.stringify(LIVE_TEXT)})]
          .some((each) => each.textContent.trim() !== "");
        while (!says()) {
          if (performance.now() > from + ${LONGEST_WAIT_MS}) throw new Error("no text came");
          await new Promise(requestAnimationFrame);
        }
        return Date.now();
      })()`);
      // Both read the system's clock as it is now: origins of two processes differ by what it was set since.
      const saidAt = Date.now();
      model.release();
      // The first book warms the page's and the worker's code up.
      if (at > 0) measured.push((await shown) - saidAt);
      else await shown;
      // The endpoint is asked one at a time: the next book's text would wait for this one's.
      await page.getByRole("button", { name: /^Choose C/ }).waitFor();
    } finally {
      await context.close();
    }
  }
  return measured;
}
