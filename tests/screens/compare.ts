/** Compares two folders of pictures, pixel by pixel, in the browser: no library reads PNG for it. */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Browser } from "playwright-core";

/** Share of pixels that may differ: a clock's minute, an edge that was drawn otherwise. */
const TOLERATED = 0.001;

/** @returns a line for each picture that is only in one of them, or differs */
export async function compareFolders(
  browser: Browser,
  before: string,
  after: string,
): Promise<readonly string[]> {
  const [old, now] = await Promise.all([before, after].map((folder) => readdir(folder)));
  const names = [...new Set([...(old ?? []), ...(now ?? [])])].filter((name) =>
    name.endsWith(".png"),
  );
  const page = await browser.newPage();
  const different: string[] = [];
  for (const name of names.toSorted()) {
    if (!old?.includes(name) || !now?.includes(name)) {
      different.push(`${name}: only in ${old?.includes(name) ? before : after}`);
      continue;
    }
    const files = await Promise.all([before, after].map((folder) => readFile(join(folder, name))));
    const urls = files.map((file) => `data:image/png;base64,${file.toString("base64")}`);
    const share: number = await page.evaluate(`(${DIFFERENCE})(...${JSON.stringify(urls)})`);
    if (share > TOLERATED) different.push(`${name}: ${(share * 100).toFixed(2)} %`);
  }
  await page.close();
  return different;
}

/** Share of pixels that differ by more than an edge's rounding; 1 where the sizes do. */
const DIFFERENCE = `async (before, after) => {
  const pixels = async (url) => {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = new OffscreenCanvas(image.width, image.height);
    const context = canvas.getContext("2d");
    context.drawImage(image, 0, 0);
    return context.getImageData(0, 0, image.width, image.height);
  };
  const [a, b] = [await pixels(before), await pixels(after)];
  if (a.width !== b.width || a.height !== b.height) return 1;
  let count = 0;
  for (let at = 0; at < a.data.length; at += 4) {
    const apart = Math.max(...[0, 1, 2].map((of) => Math.abs(a.data[at + of] - b.data[at + of])));
    if (apart > 32) count += 1;
  }
  return count / (a.data.length / 4);
}`;
