/** Whether a browser draws characters as themselves, or as one empty box for each. */
import type { Browser } from "playwright-core";

/** Two that look nothing like each other, in every font that has Chinese. */
const CHINESE = ["灵", "一"] as const;

/** @throws where a picture in Chinese would be of empty boxes */
export async function mustDrawChinese(browser: Browser): Promise<void> {
  if (await drawsApart(browser, CHINESE)) return;
  throw new Error(
    "This machine has no font with Chinese: its pictures would be empty boxes. Install one (Noto Sans CJK SC and Noto Serif CJK SC, say), and see that `fc-list :lang=zh` names it.",
  );
}

/** Whether two characters leave different marks. */
export async function drawsApart(
  browser: Browser,
  characters: readonly [string, string],
): Promise<boolean> {
  const page = await browser.newPage();
  try {
    return await page.evaluate<boolean>(`(() => {
      const [first, second] = ${JSON.stringify(characters)}.map((character) => {
        const canvas = document.createElement("canvas");
        const context = canvas.getContext("2d");
        context.font = "48px serif";
        context.fillText(character, 20, 80);
        return canvas.toDataURL();
      });
      return first !== second;
    })()`);
  } finally {
    await page.close();
  }
}
