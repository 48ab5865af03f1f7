/** A writer's hand: counts its presses, and how often the page had to be scrolled for one. */
import type { Locator, Page } from "playwright-core";

export interface Hand {
  /** Presses it, scrolling to it where it is not on the screen or lies under something. */
  readonly press: (target: Locator) => Promise<void>;
  /** Types into it, with a press where it has not the focus yet. */
  readonly type: (box: Locator, text: string) => Promise<void>;
  /** What was counted since the last time. */
  readonly counted: () => { readonly presses: number; readonly scrolls: number };
}

export function handOn(page: Page): Hand {
  let presses = 0;
  let scrolls = 0;

  async function press(target: Locator): Promise<void> {
    await target.waitFor();
    if (!(await isAtHand(page, target))) {
      scrolls += 1;
      await target.scrollIntoViewIfNeeded();
    }
    presses += 1;
    await target.click();
  }

  return {
    press,
    async type(box, text) {
      await box.waitFor();
      if (!(await box.evaluate((element) => element.matches(":focus")))) await press(box);
      await box.fill(text);
    },
    counted() {
      const found = { presses, scrolls };
      presses = 0;
      scrolls = 0;
      return found;
    },
  };
}

/** Whether its middle can be pressed as the page stands. */
async function isAtHand(page: Page, target: Locator): Promise<boolean> {
  const place = await target.boundingBox();
  const size = page.viewportSize();
  if (!place || !size) return false;
  const x = place.x + place.width / 2;
  const y = place.y + Math.min(place.height / 2, 24);
  if (y < 0 || y > size.height || x < 0 || x > size.width) return false;
  const id = `hand-${Math.random().toString(36).slice(2)}`;
  await target.evaluate((element, mark) => element.setAttribute("data-hand", mark), id);
  const seen: unknown = await page.evaluate(
    `(() => {
      const top = document.elementFromPoint(${x}, ${y});
      const own = document.querySelector('[data-hand="${id}"]');
      return top !== null && own !== null && own.contains(top);
    })()`,
  );
  return seen === true;
}
