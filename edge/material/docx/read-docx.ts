/** DOCX: its main part, with footnotes and endnotes behind it. Macros and pictures are never looked into. */
import { readXml } from "../markup.ts";
import { type ReadText, createBlocks } from "../pieces.ts";
import { MaterialRefused } from "../refused.ts";
import { type UnpackBudget, unpackedText } from "../zip/inflate.ts";
import type { ZipEntry } from "../zip/open-zip.ts";
import { type HeadingStyles, headingStyles } from "./heading-styles.ts";
import { paragraphReader } from "./paragraphs.ts";

/** Some of Word's writers number it. */
const MAIN = /^word\/document\d{0,3}\.xml$/;
const NOTES = ["word/footnotes.xml", "word/endnotes.xml"] as const;

export function isDocx(entries: readonly ZipEntry[]): boolean {
  return entries.some(({ name }) => MAIN.test(name));
}

/** @throws MaterialRefused */
export async function readDocx(
  entries: readonly ZipEntry[],
  budget: UnpackBudget,
): Promise<ReadText> {
  const part = (name: string) => entries.find((entry) => entry.name === name);
  const main = entries.find(({ name }) => MAIN.test(name));
  if (main === undefined) throw new MaterialRefused("ARCHIVE_CUT");
  const stylesPart = part("word/styles.xml");
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
    const notes = part(name);
    if (notes === undefined) continue;
    await readXml(unpackedText(notes, budget), paragraphReader(styles, sink), turns);
  }
  if (entries.some(({ name }) => /vbaProject\.bin$/i.test(name))) blocks.leftOut.add("macros");
  return blocks.end();
}
