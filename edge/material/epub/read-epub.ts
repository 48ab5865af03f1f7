/** EPUB: the text of its pages in reading order. */
import { readXhtml } from "../markup.ts";
import { type ReadText, createBlocks } from "../pieces.ts";
import { MaterialRefused } from "../refused.ts";
import { type UnpackBudget, unpackedText } from "../zip/inflate.ts";
import type { ZipEntry } from "../zip/open-zip.ts";
import { packageName, readingOrder } from "./package.ts";
import { pageText } from "./page-text.ts";
import { xhtmlReader } from "./xhtml-text.ts";

const CONTAINER = "META-INF/container.xml";
/** A page costs so much, however little is on it. */
const PAGE_WORK = 2_000;

export function isEpub(entries: readonly ZipEntry[]): boolean {
  return entries.some(({ name }) => name === CONTAINER);
}

/** @throws MaterialRefused */
export async function readEpub(
  entries: readonly ZipEntry[],
  budget: UnpackBudget,
): Promise<ReadText> {
  const parts = new Map(entries.map((entry) => [entry.name, entry]));
  const part = (name: string | null) => {
    const found = name === null ? undefined : parts.get(name);
    if (found === undefined) throw new MaterialRefused("ARCHIVE_CUT");
    return found;
  };
  if (parts.has("META-INF/rights.xml")) throw new MaterialRefused("ARCHIVE_ENCRYPTED");
  const { turns } = budget;
  const at = await packageName(unpackedText(part(CONTAINER), budget), turns);
  const names = await readingOrder(unpackedText(part(at), budget), at ?? "", turns);
  const blocks = createBlocks();
  for (const name of names) {
    if (/\.(?:svg|jpe?g|png|gif|webp)$/i.test(name)) {
      blocks.leftOut.add("images");
      continue;
    }
    await readXhtml(await pageText(part(name), budget), xhtmlReader(blocks), turns);
    if (turns.isOver(PAGE_WORK)) await turns.next();
  }
  return blocks.end();
}
