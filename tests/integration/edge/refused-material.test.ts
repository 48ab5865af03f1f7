/** Files that are broken or hostile are refused, with a word that says what to do. */
import { describe, expect, test } from "vitest";
import { readMaterial } from "../../../edge/material/read-material.ts";
import { docx, epub, paragraph, read, utf8, zip } from "./material-files.ts";

describe("what is broken or hostile is refused with what to do", () => {
  const whole = docx(paragraph("text ".repeat(2_000)));
  test.each([
    ["a cut archive", "a.docx", whole.slice(0, -40), "ARCHIVE_CUT"],
    ["an archive cut in its data", "a.zip", whole.slice(0, 200), "ARCHIVE_CUT"],
    ["a wrong checksum", "a.zip", zip([{ name: "a.md", data: "x", crc: 1 }]), "ARCHIVE_CUT"],
    ["a DOCX that is none", "a.docx", utf8("hello"), "ARCHIVE_CUT"],
    [
      "an encrypted entry",
      "a.zip",
      zip([{ name: "a.md", data: "x", flags: 1 }]),
      "ARCHIVE_ENCRYPTED",
    ],
    ["a PDF", "a.pdf", utf8("%PDF-1.7 …"), "UNSUPPORTED_KIND"],
    ["Word's old form", "a.doc", new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 1]), "UNSUPPORTED_KIND"],
    ["RTF", "a.rtf", utf8("{\\rtf1 x}"), "UNSUPPORTED_KIND"],
    [
      "OpenDocument",
      "a.odt",
      zip([{ name: "content.xml", data: "<office:document-content/>" }]),
      "UNSUPPORTED_KIND",
    ],
    ["a zip without any text", "a.zip", zip([{ name: "a.png", data: "x" }]), "UNSUPPORTED_KIND"],
    ["nothing", "a.txt", new Uint8Array(), "EMPTY"],
    ["white space", "a.md", utf8(" \n\u3000\n"), "EMPTY"],
    ["an empty document", "a.docx", docx(paragraph("")), "EMPTY"],
    ["a program", "a.txt", new Uint8Array([1, 0, 0, 2, 0, 3, 4, 0, 0]), "NOT_TEXT"],
    [
      "entities",
      "a.docx",
      docx(paragraph("&c;"), [], '<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY c "&a;&a;&a;">]>'),
      "HAS_ENTITIES",
    ],
    [
      "entities of a page",
      "a.epub",
      epub({ "a.xhtml": utf8('<!DOCTYPE html [<!ENTITY a "ha">]><html><body>&a;</body></html>') }),
      "HAS_ENTITIES",
    ],
    [
      "a document that ends too early",
      "a.docx",
      zip([{ name: "word/document.xml", data: "<w:document><w:body><w:p><w:r><w:t>x" }]),
      "ARCHIVE_CUT",
    ],
    [
      "an EPUB whose page is missing",
      "a.epub",
      epub({ "a.xhtml": "x" }, [], () => "b.xhtml"),
      "ARCHIVE_CUT",
    ],
    [
      "DRM",
      "a.epub",
      epub({ "a.xhtml": "x" }, [{ name: "META-INF/rights.xml", data: "" }]),
      "ARCHIVE_ENCRYPTED",
    ],
  ] as const)("%s", async (_, name, bytes, reason) => {
    const outcome = await readMaterial(name, bytes);
    expect(outcome).toMatchObject({ outcome: "REFUSED", reason });
    if (outcome.outcome === "REFUSED") expect(outcome.message).toMatch(/; \w/);
  });

  test("a bomb is counted while it is unpacked, whatever its header says, and held by nobody", async () => {
    const small = zip([{ name: "a.md", data: "x" }]);
    const bytes = zip([{ name: "bomb.md", data: Buffer.alloc(64 * 1024 * 1024) }]);
    expect(bytes.byteLength).toBeLessThan(80_000);
    const before = process.memoryUsage().rss;
    expect(await readMaterial("a.zip", bytes)).toMatchObject({ reason: "UNPACKS_TOO_LARGE" });
    expect(process.memoryUsage().rss - before).toBeLessThan(256 * 1024 * 1024);
    expect((await read("a.zip", small)).text).toBe("x");
  });

  test.each([
    ["unpacks to", 24],
    ["is packed in", 20],
    ["begins at", 42],
  ])(
    "an archive for more than 4 GiB, by what an entry %s, is too large and not cut off",
    async (_, place) => {
      const bytes = zip([{ name: "a.md", data: "x" }]);
      const entry = Buffer.from(bytes.buffer).indexOf("PK\x01\x02", 0, "latin1");
      new DataView(bytes.buffer).setUint32(entry + place, 0xffffffff, true);
      expect(await readMaterial("a.zip", bytes)).toMatchObject({ reason: "UNPACKS_TOO_LARGE" });
    },
  );

  test("300 KB in one line, and a file of nothing but headings, are taken whole", async () => {
    const line = "字".repeat(100_000);
    const one = await read("a.txt", utf8(line));
    expect(one.text).toBe(line);
    expect(one.sections).toHaveLength(1);
    const many = await read("a.md", utf8("# a\n".repeat(20_000)));
    expect(many.sections.length).toBeLessThanOrEqual(5_000);
    expect(many.leftOut).toEqual(["headings"]);
    expect(many.sections.reduce((sum, { chars }) => sum + chars, 0)).toBe(many.chars);
  });
});
