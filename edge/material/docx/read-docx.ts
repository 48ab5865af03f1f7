/** DOCX: its main part, with footnotes and endnotes behind it. Macros and pictures are never looked into. */
import { readXml } from "../markup.ts";
import { type ReadText, createBlocks } from "../pieces.ts";
import { MaterialRefused } from "../refused.ts";
import { type UnpackBudget, unpackedText } from "../zip/inflate.ts";
import type { ZipEntry } from "../zip/open-zip.ts";
import { type HeadingStyles, headingStyles } from "./heading-styles.ts";
import { paragraphReader } from "./paragraphs.ts";

const NOTES = ["footnotes", "endnotes"] as const;

export function isDocx(entries: readonly ZipEntry[]): boolean {
  return partOf(entries, "document") !== undefined;
}

/** Some of Word's writers number its parts: `word/document2.xml`. */
function partOf(entries: readonly ZipEntry[], part: string): ZipEntry | undefined {
  const named = new RegExp(`^word/${part}\\d{0,3}\\.xml$`);
  return entries.find(({ name }) => named.test(name));
}

/** @throws MaterialRefused */
export async function readDocx(
  entries: readonly ZipEntry[],
  budget: UnpackBudget,
): Promise<ReadText> {
  const main = partOf(entries, "document");
  if (main === undefined) throw new MaterialRefused("ARCHIVE_CUT");
  const stylesPart = partOf(entries, "styles");
  const styles: HeadingStyles =
    stylesPart === undefined
      ? new Map()
      : await headingStyles(unpackedText(stylesPart, budget), budget.turns);
  const { turns } = budget;
  const blocks = createBlocks();
  const sink = {
    leftOut: blocks.leftOut,
    paragraph(text: string, level: number | null) {
      if (level === null) blocks.add(text);
      else blocks.heading(level, text);
    },
    note: (id: string, text: string) => blocks.add(`[^${id}]: ${text}`),
  };
  await readXml(unpackedText(main, budget), paragraphReader(styles, sink), turns);
  for (const name of NOTES) {
    const notes = partOf(entries, name);
    if (notes === undefined) continue;
    await readXml(unpackedText(notes, budget), paragraphReader(styles, sink), turns);
  }
  if (entries.some(({ name }) => /vbaProject\.bin$/i.test(name))) blocks.leftOut.add("macros");
  return blocks.end();
}
