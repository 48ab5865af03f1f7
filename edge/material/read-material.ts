/**
 * A writer's file read whole, or refused with the word that says what to do. What it takes is bounded
 * before it is taken: bytes while they are unpacked, depth, sections, one pass over each text. Other
 * requests have their turn in between.
 */
import type { LeftOut, MaterialKind, RefusalReason } from "#shared/material/destinations.ts";
import { type Encoding, decodeText } from "#shared/material/encoding.ts";
import type { Section } from "#shared/material/material.ts";
import { isStorable } from "#shared/text.ts";
import { isDocx, readDocx } from "./docx/read-docx.ts";
import { isEpub, readEpub } from "./epub/read-epub.ts";
import { headingsIn } from "./headings.ts";
import { isOther } from "./other-kinds.ts";
import { MAX_SECTIONS, type ReadText } from "./pieces.ts";
import { readNotes } from "./read-notes.ts";
import { MaterialRefused } from "./refused.ts";
import { sectionsOf } from "./sections.ts";
import { type Turns, createTurns } from "#runtime/work/turns.ts";
import { unpackBudget } from "./zip/inflate.ts";
import { isZip, openZip } from "./zip/open-zip.ts";

export interface Material {
  readonly kind: MaterialKind;
  readonly encoding: Encoding;
  readonly text: string;
  /** Of `text`, in code points. */
  readonly chars: number;
  readonly sections: readonly Section[];
  readonly leftOut: readonly LeftOut[];
}

export type MaterialOutcome =
  | { readonly outcome: "READ"; readonly material: Material }
  | { readonly outcome: "REFUSED"; readonly reason: RefusalReason; readonly message: string };

type Read = ReadText & Pick<Material, "kind" | "encoding">;

/** @param encoding the writer's word for a text file's; absent: recognised */
export async function readMaterial(
  name: string,
  bytes: Uint8Array<ArrayBuffer>,
  encoding?: Encoding,
): Promise<MaterialOutcome> {
  try {
    const turns = createTurns();
    const read = await readKind(name, bytes, turns, encoding);
    if (read.text.trim() === "") throw new MaterialRefused("EMPTY");
    if (!isStorable(read.text)) throw new MaterialRefused("NOT_TEXT");
    return { outcome: "READ", material: await materialOf(read, turns) };
  } catch (error) {
    if (!(error instanceof MaterialRefused)) throw error;
    return { outcome: "REFUSED", reason: error.reason, message: error.message };
  }
}

async function readKind(
  name: string,
  bytes: Uint8Array<ArrayBuffer>,
  turns: Turns,
  encoding?: Encoding,
): Promise<Read> {
  if (bytes.byteLength === 0) throw new MaterialRefused("EMPTY");
  if (isZip(bytes)) return readArchive(bytes, turns);
  if (/\.(?:docx|docm|epub|zip)$/i.test(name)) throw new MaterialRefused("ARCHIVE_CUT");
  if (isOther(bytes)) throw new MaterialRefused("UNSUPPORTED_KIND");
  const decoded = decodeText(bytes, encoding);
  if (decoded.outcome !== "TEXT") throw new MaterialRefused(decoded.outcome);
  const kind = /\.(?:md|markdown|mdown)$/i.test(name) ? "markdown" : "text";
  const marks = await headingsIn(decoded.text, turns);
  return { kind, encoding: decoded.encoding, text: decoded.text, marks, leftOut: new Set() };
}

async function readArchive(bytes: Uint8Array<ArrayBuffer>, turns: Turns): Promise<Read> {
  const entries = openZip(bytes);
  const budget = unpackBudget(turns);
  if (isDocx(entries)) {
    const read = await headed(await readDocx(entries, budget), turns);
    return { kind: "docx", encoding: "utf-8", ...read };
  }
  if (isEpub(entries)) {
    const read = await headed(await readEpub(entries, budget), turns);
    return { kind: "epub", encoding: "utf-8", ...read };
  }
  return { kind: "zip", ...(await readNotes(entries, budget)) };
}

/** A document without a heading in a heading's style is read as plain text is. */
async function headed(read: ReadText, turns: Turns): Promise<ReadText> {
  return read.marks.length > 0 ? read : { ...read, marks: await headingsIn(read.text, turns) };
}

async function materialOf(read: Read, turns: Turns): Promise<Material> {
  const { kind, encoding, text, marks, leftOut } = read;
  const lost: LeftOut[] = marks.length >= MAX_SECTIONS ? ["headings"] : [];
  const sections = await sectionsOf(text, marks, turns);
  return {
    kind,
    encoding,
    text,
    chars: sections.reduce((sum, { chars }) => sum + chars, 0),
    sections,
    leftOut: [...leftOut, ...lost],
  };
}
