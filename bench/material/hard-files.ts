/** Files that ask for the most: as large as is taken, and made of what costs most for its bytes. */
import {
  docx,
  encoded,
  epub,
  paragraph,
  zip,
} from "../../tests/integration/edge/material-files.ts";

const MIB = 1024 * 1024;
/** A little below what an archive may unpack to. */
const UNPACKED = 39 * MIB;
const CHINESE = "林晚在雨里站了很久，她不知道这是不是最后一次见到他。\n";

/** As often as it has room. */
function filled(piece: string, bytes: number): string {
  return piece.repeat(Math.floor(bytes / Buffer.byteLength(piece)));
}

const text = (made: string) => new Uint8Array(new TextEncoder().encode(made));

export const HARD_FILES: Readonly<
  Record<string, readonly [string, () => Uint8Array<ArrayBuffer>]>
> = {
  text_of_10_mib: ["a.txt", () => text(filled(CHINESE, 10 * MIB))],
  gb18030_of_10_mib: [
    "a.txt",
    () => encoded(CHINESE.repeat(Math.floor((10 * MIB) / 54)), "gb18030"),
  ],
  nothing_but_headings: ["a.md", () => text(filled("# a\n", 10 * MIB))],
  notes_of_39_mib: ["a.zip", () => zip([{ name: "a.md", data: filled(CHINESE, UNPACKED) }])],
  five_thousand_notes: [
    "a.zip",
    () =>
      zip(
        Array.from({ length: 5_000 }, (_, n) => ({
          name: `Vault/Folder ${n % 50}/Chapter ${n}.md`,
          data: filled(CHINESE, UNPACKED / 5_000),
        })),
      ),
  ],
  bomb_of_1_gib: [
    "a.zip",
    () =>
      zip(
        Array.from({ length: 8 }, (_, n) => ({ name: `${n}.md`, data: Buffer.alloc(128 * MIB) })),
      ),
  ],
  docx_of_chinese: ["a.docx", () => docx(filled(paragraph(CHINESE.trim()), UNPACKED))],
  docx_of_empty_paragraphs: ["a.docx", () => docx(filled("<w:p/>", UNPACKED))],
  docx_of_empty_cells: [
    "a.docx",
    () => docx(`<w:tbl><w:tr>${filled("<w:tc/>", UNPACKED)}</w:tr></w:tbl>`),
  ],
  docx_of_entities: ["a.docx", () => docx(paragraph(filled("&amp;", UNPACKED)))],
  epub_of_chinese: ["a.epub", () => epub({ "a.xhtml": filled(`<p>${CHINESE}</p>`, UNPACKED) })],
  epub_of_line_breaks: ["a.epub", () => epub({ "a.xhtml": filled("字<br/>", UNPACKED) })],
  epub_of_headings: ["a.epub", () => epub({ "a.xhtml": filled("<h1>a</h1>", UNPACKED) })],
  epub_of_entities: ["a.epub", () => epub({ "a.xhtml": filled("&nbsp;", UNPACKED) })],
};
