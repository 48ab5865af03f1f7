/** Files as writers bring them, and as nobody should: made by hand, so that each has exactly one thing about it. */
import { crc32, deflateRawSync } from "node:zlib";
import { readMaterial } from "../../../edge/material/read-material.ts";

export interface MadeEntry {
  readonly name: string | Uint8Array;
  readonly data: string | Uint8Array;
  /** Not what the data are: a name with another CRC, an encrypted entry, one that is stored. */
  readonly crc?: number;
  readonly flags?: number;
  readonly isStored?: true;
}

const UTF8_NAME = 0x800;

export function zip(entries: readonly MadeEntry[]): Uint8Array<ArrayBuffer> {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const { name, data, crc, flags = UTF8_NAME, isStored } of entries) {
    const bytes = Buffer.from(data);
    const packed = isStored === true ? bytes : deflateRawSync(bytes);
    const nameBytes = Buffer.from(name);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(flags, 2);
    common.writeUInt16LE(isStored === true ? 0 : 8, 4);
    common.writeUInt32LE(crc ?? crc32(bytes), 10);
    common.writeUInt32LE(packed.byteLength, 14);
    common.writeUInt32LE(bytes.byteLength, 18);
    common.writeUInt16LE(nameBytes.byteLength, 22);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(at, 10);
    const local = Buffer.concat([Buffer.from("PK\x03\x04"), common, nameBytes, packed]);
    directory.push(Buffer.concat([Buffer.from("PK\x01\x02\x14\x00"), common, place, nameBytes]));
    bodies.push(local);
    at += local.byteLength;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", "latin1");
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(central.byteLength, 12);
  end.writeUInt32LE(at, 16);
  return new Uint8Array(Buffer.concat([...bodies, central, end]));
}

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';

const STYLES = `<?xml version="1.0"?><w:styles ${W}>
<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Sub"><w:name w:val="My heading"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Mine"><w:name w:val="Mine"/><w:basedOn w:val="1"/></w:style>
</w:styles>`;

/** @param body what stands in w:body */
export function docx(
  body: string,
  more: readonly MadeEntry[] = [],
  prolog = '<?xml version="1.0" encoding="UTF-8"?>',
): Uint8Array<ArrayBuffer> {
  return zip([
    { name: "[Content_Types].xml", data: "<Types/>" },
    {
      name: "word/document.xml",
      data: `${prolog}<w:document ${W}><w:body>${body}</w:body></w:document>`,
    },
    { name: "word/styles.xml", data: STYLES },
    ...more,
  ]);
}

export function paragraph(text: string, style?: string): string {
  const properties = style === undefined ? "" : `<w:pPr><w:pStyle w:val="${style}"/></w:pPr>`;
  return `<w:p>${properties}<w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`;
}

export function notes(kind: "footnote" | "endnote", text: string): MadeEntry {
  return {
    name: `word/${kind}s.xml`,
    data: `<w:${kind}s ${W}><w:${kind} w:type="separator" w:id="0">${paragraph("-")}</w:${kind}><w:${kind} w:id="2">${paragraph(text)}</w:${kind}></w:${kind}s>`,
  };
}

/** @param pages file name → what stands in body, in reading order */
export function epub(
  pages: Readonly<Record<string, string | Uint8Array>>,
  more: readonly MadeEntry[] = [],
  hrefOf = (name: string) => name,
): Uint8Array<ArrayBuffer> {
  const names = Object.keys(pages);
  const items = names.map((name, n) => `<item id="p${n}" href="${hrefOf(name)}"/>`).join("");
  const spine = names.map((_, n) => `<itemref idref="p${n}"/>`).join("");
  return zip([
    { name: "mimetype", data: "application/epub+zip", isStored: true },
    {
      name: "META-INF/container.xml",
      data: '<container><rootfiles><rootfile full-path="OEBPS/book.opf"/></rootfiles></container>',
    },
    {
      name: "OEBPS/book.opf",
      data: `<package><manifest><item id="nav" href="nav.xhtml" properties="nav"/>${items}</manifest><spine><itemref idref="nav"/>${spine}</spine></package>`,
    },
    { name: "OEBPS/nav.xhtml", data: "<html><body><nav>Contents</nav></body></html>" },
    ...Object.entries(pages).map(([name, page]) => ({
      name: `OEBPS/${name}`,
      data:
        typeof page === "string"
          ? `<html><head><title>t</title></head><body>${page}</body></html>`
          : page,
    })),
    ...more,
  ]);
}

export function utf16(text: string, order: "le" | "be", hasMark = true): Uint8Array<ArrayBuffer> {
  const bytes = Buffer.from((hasMark ? "\ufeff" : "") + text, "utf16le");
  return new Uint8Array(order === "le" ? bytes : bytes.swap16());
}

/** GB18030 or Big5: what decodes to these characters, as no encoder is at hand. */
export function encoded(text: string, encoding: "gb18030" | "big5"): Uint8Array<ArrayBuffer> {
  const table = tableOf(encoding);
  return new Uint8Array(
    Array.from(text).flatMap((character) => {
      const code = character.codePointAt(0) ?? 0;
      if (code < 0x80) return [code];
      const bytes = table.get(character);
      if (bytes === undefined) throw new Error(`${character} is not in ${encoding}`);
      return [...bytes];
    }),
  );
}

const tables = new Map<string, Map<string, readonly [number, number]>>();

function tableOf(encoding: "gb18030" | "big5"): Map<string, readonly [number, number]> {
  const known = tables.get(encoding);
  if (known !== undefined) return known;
  const table = new Map<string, readonly [number, number]>();
  const decoder = new TextDecoder(encoding);
  for (let lead = 0x81; lead <= 0xfe; lead += 1) {
    for (let trail = 0x40; trail <= 0xfe; trail += 1) {
      const character = decoder.decode(new Uint8Array([lead, trail]));
      if (Array.from(character).length === 1 && !table.has(character)) {
        table.set(character, [lead, trail]);
      }
    }
  }
  tables.set(encoding, table);
  return table;
}

export const utf8 = (text: string) => new Uint8Array(new TextEncoder().encode(text));

/** What is taken; who is refused throws. */
export async function read(name: string, bytes: Uint8Array<ArrayBuffer>) {
  const outcome = await readMaterial(name, bytes);
  if (outcome.outcome === "REFUSED") throw new Error(`${outcome.reason}: ${outcome.message}`);
  return outcome.material;
}

/** Each section's level and heading. */
export async function headings(
  name: string,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<readonly string[]> {
  return (await read(name, bytes)).sections.map(({ level, heading }) => `${level} ${heading}`);
}
