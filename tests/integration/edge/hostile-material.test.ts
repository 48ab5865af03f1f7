/** Small files that ask for much work: it is counted, not timed. Each is bounded, linear, and gives others their turn. */
import { expect, onTestFinished, test, vi } from "vitest";
import { readMaterial } from "../../../edge/material/read-material.ts";
import { readEpub } from "../../../edge/material/epub/read-epub.ts";
import { readDocx } from "../../../edge/material/docx/read-docx.ts";
import { unpackBudget } from "../../../edge/material/zip/inflate.ts";
import { openZip } from "../../../edge/material/zip/open-zip.ts";
import { docx, epub, notes, paragraph, zip } from "./material-files.ts";

const utf8 = (text: string) => new Uint8Array(new TextEncoder().encode(text));

/** Work that is counted, and how often others had their turn. */
function countedTurns() {
  let since = 0;
  const counted = { work: 0, given: 0, longest: 0 };
  return {
    counted,
    isOver(work: number) {
      counted.work += work;
      since += work;
      counted.longest = Math.max(counted.longest, since);
      return since >= 64 * 1024;
    },
    next() {
      since = 0;
      counted.given += 1;
      return Promise.resolve();
    },
  };
}

/** How many characters of texts were gone through by what looks at their ends. */
function lookedAt(): () => number {
  const trimmed = vi.spyOn(String.prototype, "trimEnd");
  const searched = vi.spyOn(RegExp.prototype, "test");
  onTestFinished(() => {
    vi.restoreAllMocks();
  });
  return () => {
    const texts = [
      ...trimmed.mock.contexts.map(String),
      ...searched.mock.calls.map(([text]) => text),
    ];
    return texts.reduce((sum, { length }) => sum + length, 0);
  };
}

async function sectionsOf(name: string, bytes: Uint8Array<ArrayBuffer>) {
  const read = await readMaterial(name, bytes);
  if (read.outcome === "REFUSED") throw new Error(read.reason);
  const { sections, leftOut, chars, text } = read.material;
  const sum = sections.reduce((all, section) => all + section.chars, 0);
  return { sections: sections.length, leftOut, isWhole: sum === chars, text };
}

test.each([
  ["a page", "a.epub", () => epub({ "a.xhtml": "<h1>a</h1>".repeat(200_000) })],
  ["notes", "a.zip", () => zip([{ name: "a.md", data: "# a\n".repeat(200_000) }])],
  [
    "many notes",
    "a.zip",
    () => zip([1, 2, 3, 4].map((n) => ({ name: `${n}.md`, data: "# a\n".repeat(50_000) }))),
  ],
  ["plain text", "a.md", () => utf8("# a\n".repeat(200_000))],
  ["a document", "a.docx", () => docx(paragraph("a", "1").repeat(200_000))],
] as const)(
  "200,000 headings of %s: the first are sections, and that there were more is said",
  async (...[, name, made]) => {
    const read = await sectionsOf(name, made());
    expect(read).toMatchObject({ leftOut: ["headings"], isWhole: true });
    expect([4_999, 5_000]).toContain(read.sections);
  },
);

test("5,000 line breaks among words are gone through once, not once for each", async () => {
  const looked = lookedAt();
  const page = `<p>${"word <b>and</b> more<br/>".repeat(5_000)}</p>`;
  const { text } = await sectionsOf("a.epub", epub({ "a.xhtml": page }));
  expect(text).toBe("word and more\n".repeat(5_000).trim());
  expect(looked()).toBeLessThan(30 * page.length);
});

test("a page that is named 100,000 times is read once; 100,000 names of pages are too many", async () => {
  const book = (spine: string) => {
    const opf = `<package><manifest><item id="p" href="a.xhtml"/></manifest><spine>${spine}</spine></package>`;
    const bytes = zip([
      {
        name: "META-INF/container.xml",
        data: '<container><rootfiles><rootfile full-path="book.opf"/></rootfiles></container>',
      },
      { name: "book.opf", data: opf },
      { name: "a.xhtml", data: "<html><body><p>once</p></body></html>" },
    ]);
    expect(bytes.byteLength).toBeLessThan(400_000);
    return bytes;
  };
  const { text } = await sectionsOf("a.epub", book('<itemref idref="p"/>'.repeat(100_000)));
  expect(text).toBe("once");
  const many = Array.from({ length: 100_000 }, (_, n) => `<itemref idref="${n}"/>`).join("");
  expect(await readMaterial("a.epub", book(many))).toMatchObject({ reason: "TOO_MANY_FILES" });
});

const table = (deep: number) =>
  `${"<w:tbl><w:tr><w:tc>".repeat(deep)}${paragraph("in")}${"</w:tc></w:tr></w:tbl>".repeat(deep)}`;

test.each([
  ["tables", "a.docx", () => docx(table(300))],
  ["elements of a note", "a.docx", () => docx(paragraph("a"), [notes("footnote", table(300))])],
  ["elements of a page", "a.epub", () => epub({ "a.xhtml": "<div>".repeat(300) })],
  ["spans of a page", "a.epub", () => epub({ "a.xhtml": "<span>".repeat(100_000) })],
] as const)(
  "%s that stand 300 deep or more in each other are refused",
  async (...[, name, made]) => {
    expect(await readMaterial(name, made())).toMatchObject({
      reason: "NESTED_TOO_DEEP",
      message: expect.stringMatching(/; save it anew/),
    });
  },
);

test("tables 80 deep in each other are taken, and so is a row of 200,000 empty cells", async () => {
  expect((await sectionsOf("a.docx", docx(table(80)))).text).toBe("in");
  const row = `<w:tbl><w:tr>${"<w:tc/>".repeat(200_000)}</w:tr></w:tbl>`;
  expect((await sectionsOf("a.docx", docx(row + paragraph("x")))).text.trim()).toBe("x");
});

test("one tag with 10,000 attributes is no document", async () => {
  const tag = `<w:p ${Array.from({ length: 10_000 }, (_, n) => `a${n}=""`).join(" ")}/>`;
  expect(await readMaterial("a.docx", docx(tag))).toMatchObject({ reason: "ARCHIVE_CUT" });
});

test("names of an archive's files that are longer than a disk takes are too many", async () => {
  const long = Array.from({ length: 40 }, (_, n) => ({
    name: `${"d/".repeat(20_000)}${n}.md`,
    data: "x",
  }));
  expect(await readMaterial("a.zip", zip(long))).toMatchObject({ reason: "TOO_MANY_FILES" });
});

test("reading gives others their turn after each piece, and its work grows with the file alone", async () => {
  const read = {
    docx: async (times: number) => {
      const turns = countedTurns();
      await readDocx(openZip(docx(paragraph("word ").repeat(times))), unpackBudget(turns));
      return turns.counted;
    },
    epub: async (times: number) => {
      const turns = countedTurns();
      const page = epub({ "a.xhtml": "<p>a <i>b</i><br/>c</p>".repeat(times) });
      await readEpub(openZip(page), unpackBudget(turns));
      return turns.counted;
    },
  };
  for (const reading of [read.docx, read.epub]) {
    const [once, fourTimes] = [await reading(5_000), await reading(20_000)];
    expect(fourTimes.work / once.work).toBeLessThan(4.1);
    expect(fourTimes.given).toBeGreaterThan(3);
    expect(fourTimes.longest).toBeLessThan(2 * 64 * 1024);
  }
});

test("a Mobipocket book is named as what it is not", async () => {
  const bytes = utf8(`A_Book${"\0".repeat(54)}BOOKMOBI${"x".repeat(200)}`);
  for (const name of ["a.mobi", "a.azw3", "a.txt"]) {
    expect(await readMaterial(name, bytes)).toMatchObject({ reason: "UNSUPPORTED_KIND" });
  }
});
