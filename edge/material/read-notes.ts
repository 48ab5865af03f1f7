/** A zip of Markdown and text: an Obsidian vault, a Novelcrafter export. A file is a section, its headings are inside. */
import { type Encoding, decodeText } from "#shared/material/encoding.ts";
import type { LeftOut } from "#shared/material/destinations.ts";
import { destinationOfFile } from "./destination.ts";
import { headingsIn } from "./headings.ts";
import { MAX_SECTIONS, type Mark, type ReadText } from "./pieces.ts";
import { MaterialRefused } from "./refused.ts";
import type { Turns } from "#runtime/work/turns.ts";
import { type UnpackBudget, unpackWhole } from "./zip/inflate.ts";
import { inNaturalOrder } from "./zip/natural-order.ts";
import type { ZipEntry } from "./zip/open-zip.ts";

/** A note costs so much beside its text, and its folders are gone through. */
const NOTE_WORK = 2_000;
const NOTE = /\.(?:md|markdown|mdown|txt|text)$/i;

/** @throws MaterialRefused */
export async function readNotes(
  entries: readonly ZipEntry[],
  budget: UnpackBudget,
): Promise<ReadText & { readonly encoding: Encoding }> {
  const shown = entries.filter(({ name }) => !isHidden(name));
  const notes = inNaturalOrder(shown.filter(({ name }) => NOTE.test(name)));
  const leftOut = new Set<LeftOut>(notes.length < shown.length ? ["other_files"] : []);
  if (notes.length === 0) throw new MaterialRefused("UNSUPPORTED_KIND");
  const texts: string[] = [];
  const marks: Mark[] = [];
  let encoding: Encoding = "utf-8";
  let at = 0;
  for (const note of notes) {
    const decoded = decodeText(await unpackWhole(note, budget));
    if (decoded.outcome !== "TEXT") throw new MaterialRefused(decoded.outcome);
    const { text } = decoded;
    if (text === "") continue;
    if (decoded.encoding !== "utf-8") encoding = decoded.encoding;
    const left = MAX_SECTIONS - marks.length;
    if (left > 0) {
      for (const mark of await marksOf(note.name, text, at, budget.turns, left)) marks.push(mark);
    }
    if (budget.turns.isOver(NOTE_WORK + note.name.length)) await budget.turns.next();
    texts.push(text);
    at += text.length;
  }
  return { text: texts.join(""), marks, leftOut, encoding };
}

/** What programs keep for themselves: `.obsidian/`, `__MACOSX/`. */
function isHidden(name: string): boolean {
  return name.split("/").some((step) => step.startsWith(".") || step === "__MACOSX");
}

/** The file's own section, named by its first heading where that is its first line, else by its name. */
async function marksOf(
  name: string,
  text: string,
  at: number,
  turns: Turns,
  atMost: number,
): Promise<Mark[]> {
  const goes_to = destinationOfFile(name, text);
  const known = goes_to === null ? {} : { goes_to };
  const inside = await headingsIn(text, turns, atMost);
  const [first] = inside;
  const isNamed = first !== undefined && text.slice(0, first.at).trim() === "";
  const heading = isNamed ? first.heading : (name.split("/").at(-1) ?? name).replace(NOTE, "");
  const rest = isNamed ? inside.slice(1) : inside;
  return [
    { at, level: 1, heading, ...known },
    ...rest.map((mark) => ({ ...mark, at: at + mark.at, level: mark.level + 1 })),
  ];
}
