/** Files as writers have them go in whole, with their sections. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodeText } from "#shared/material/encoding.ts";
import { codePoints } from "#shared/text.ts";
import { readMaterial } from "../../../edge/material/read-material.ts";
import {
  docx,
  encoded,
  epub,
  headings,
  notes,
  paragraph,
  read,
  utf8,
  utf16,
  zip,
} from "./material-files.ts";

const SIMPLIFIED =
  "林晚在雨里站了很久，她不知道这是不是最后一次见到他。\n第二天他没有来，钟也没有响。";
const TRADITIONAL =
  "林晚在雨裡站了很久，她不知道這是不是最後一次見到他。\n第二天他沒有來，鐘也沒有響。";
const WESTERN =
  "Émile n’était pas là. « Où est-il ? » — naïve, cœur brisé, à Zürich, façade.\nCafé noir.";

describe("text in any encoding", () => {
  test.each([
    ["utf-8", utf8(SIMPLIFIED), SIMPLIFIED],
    ["utf-8", utf8(`\ufeff${SIMPLIFIED}`), SIMPLIFIED],
    ["utf-16le", utf16(SIMPLIFIED, "le"), SIMPLIFIED],
    ["utf-16be", utf16(SIMPLIFIED, "be"), SIMPLIFIED],
    ["utf-16le", utf16(WESTERN, "le", false), WESTERN],
    ["utf-16be", utf16(SIMPLIFIED, "be", false), SIMPLIFIED],
    ["gb18030", encoded(SIMPLIFIED, "gb18030"), SIMPLIFIED],
    ["big5", encoded(TRADITIONAL, "big5"), TRADITIONAL],
    ["windows-1252", Uint8Array.from(WESTERN, (c) => WINDOWS_1252[c] ?? c.charCodeAt(0)), WESTERN],
  ] as const)(
    "%s is recognised by its bytes, and every character of it is there",
    (encoding, bytes, text) => {
      expect(decodeText(bytes)).toEqual({ outcome: "TEXT", encoding, text });
    },
  );

  test("what no encoding reads without a fault is refused and not guessed", async () => {
    const broken = new Uint8Array([...encoded(SIMPLIFIED, "gb18030"), 0x81]);
    expect(await readMaterial("a.txt", broken)).toMatchObject({ reason: "UNKNOWN_ENCODING" });
  });

  test("the writer's word for the encoding is that or nothing", async () => {
    const bytes = encoded("张三", "gb18030");
    const named = await readMaterial("a.txt", bytes, "gb18030");
    expect(named).toMatchObject({ material: { text: "张三", encoding: "gb18030" } });
    expect(await readMaterial("a.txt", bytes, "utf-8")).toMatchObject({
      reason: "UNKNOWN_ENCODING",
    });
  });
});

const WINDOWS_1252: Readonly<Record<string, number>> = { "’": 0x92, "—": 0x97, œ: 0x9c };

describe("headings of every habit", () => {
  test.each([
    ["# One\ntext\n## Two\ntext", ["1 One", "2 Two"]],
    ["＃ 第２章　雨\n正文", ["1 第２章　雨"]],
    ["#第三章 钟\n正文\n#标签不是 #标题", ["1 第三章 钟"]],
    ["【第三章】\n正文", ["2 【第三章】"]],
    ["第十二回 林黛玉进府\n正文\n第一卷\n第二天他来了。\n", ["2 第十二回 林黛玉进府", "1 第一卷"]],
    ["楔子\n正文\n尾声", ["2 楔子", "2 尾声"]],
    [
      "Chapter IV\n\nThe bell.\n\nCHAPTER FIVE: Rain\n\nText",
      ["2 Chapter IV", "2 CHAPTER FIVE: Rain"],
    ],
    ["Part Two\n\nPrologue\n\nChapter 3 was long, and dull.\n", ["1 Part Two", "2 Prologue"]],
    ["1. The tide\n\nIt came.\n\n2.1 The bell\n\nIt rang.", ["2 1. The tide", "3 2.1 The bell"]],
    ["1. eggs\n2. milk\n3. bread", ["0 "]],
    ["一、开端\n\n正文\n\n二、发展\n\n正文", ["2 一、开端", "2 二、发展"]],
    ["Title\n=====\ntext\n\nSub\n---\ntext", ["1 Title", "2 Sub"]],
    ["---\ntype: note\n# no heading\n---\n```\n# code\n```\n# Yes", ["0 ", "1 Yes"]],
    ["12\n\nText.\n\n13\n\nText.", ["2 12", "2 13"]],
  ])("%j", async (text, expected) => {
    expect(await headings("a.md", utf8(text))).toEqual(expected);
  });
});

describe("documents", () => {
  const deleted =
    "<w:del><w:r><w:delText>old</w:delText></w:r></w:del><w:ins><w:r><w:t>new</w:t></w:r></w:ins>";
  const row = `<w:tr><w:tc>${paragraph("A")}${paragraph("B")}</w:tc><w:tc>${paragraph("C")}</w:tc></w:tr>`;

  test("DOCX: styles are headings in any language and by inheritance", async () => {
    const bytes = docx(
      paragraph("Book", "1") +
        paragraph("text") +
        paragraph("Part", "Sub") +
        paragraph("x", "Mine"),
    );
    expect(await headings("a.docx", bytes)).toEqual(["1 Book", "2 Part", "1 x"]);
    expect((await read("a.docx", bytes)).text).toBe("Book\n\ntext\n\nPart\n\nx");
  });

  test("DOCX: tracked changes as accepted, tables, notes, breaks, tabs; macros and pictures are said", async () => {
    const bytes = docx(
      `<w:p><w:pPr><w:tabs><w:tab w:val="left"/></w:tabs></w:pPr>${deleted}<w:r><w:tab/><w:t>t</w:t><w:br/><w:t>u</w:t><w:footnoteReference w:id="2"/></w:r></w:p>` +
        `<w:tbl>${row}</w:tbl><w:p><w:r><w:drawing><a:blip/></w:drawing></w:r></w:p>`,
      [notes("footnote", "a note"), { name: "word/vbaProject.bin", data: "x" }],
    );
    const material = await read("a.docm", bytes);
    expect(material.text).toBe("new\tt\nu[^2]\n\nA\nB\tC\n\n\n\n[^2]: a note");
    expect([...material.leftOut].toSorted()).toEqual(["deletions", "images", "macros"]);
  });

  test("DOCX without heading styles: its headings are those of plain text", async () => {
    const bytes = docx(paragraph("第一章 雨") + paragraph("正文&amp;&lt;&gt;&#x4e2d;"));
    const material = await read("a.docx", bytes);
    expect(material.sections.map(({ heading }) => heading)).toEqual(["第一章 雨"]);
    expect(material.text).toBe("第一章 雨\n\n正文&<>中");
  });

  test("DOCX whose parts have a number, as some of Word's writers give them", async () => {
    const w = (root: string, inside: string) => `<w:${root}>${inside}</w:${root}>`;
    const style = '<w:style w:styleId="h"><w:name w:val="heading 1"/></w:style>';
    const body = `<w:p><w:pPr><w:pStyle w:val="h"/></w:pPr><w:r><w:t>One</w:t></w:r></w:p><w:p><w:r><w:t>text</w:t><w:footnoteReference w:id="1"/></w:r></w:p>`;
    const numbered = zip([
      { name: "word/document2.xml", data: w("document", w("body", body)) },
      { name: "word/styles2.xml", data: w("styles", style) },
      {
        name: "word/footnotes2.xml",
        data: w("footnotes", `<w:footnote w:id="1">${paragraph("a note")}</w:footnote>`),
      },
    ]);
    const material = await read("a.docx", numbered);
    expect(material.text).toBe("One\n\ntext[^1]\n\n[^1]: a note");
    expect(material.sections.map(({ heading }) => heading)).toEqual(["One"]);
  });

  test("EPUB: reading order, headings, white space, a hostile path; scripts are no text", async () => {
    const pages = {
      "b.xhtml":
        "<h1>Two</h1>\n <p><![CDATA[It]]>   was <b>bold</b>&nbsp;&mdash; yes<br/>line</p><script>x</script>",
      "a.xhtml": "<h2>One</h2><table><tr><td>1</td><td>2</td></tr></table><img src='x'/>",
    };
    const material = await read(
      "a.epub",
      epub(pages, [], (name) => `../OEBPS/./${name}`),
    );
    expect(material.text).toBe("Two\n\nIt was bold\u00a0— yes\nline\n\nOne\n\n1\t2");
    expect(material.sections.map(({ heading }) => heading)).toEqual(["Two", "One"]);
    expect(material.leftOut).toEqual(["images"]);
  });

  test("EPUB: a page in UTF-16 or with a mark is read as one in UTF-8 is", async () => {
    const page = "<html><body><p>雨下了一夜</p></body></html>";
    for (const bytes of [utf8(page), utf8(`\ufeff${page}`), utf16(page, "le"), utf16(page, "be")]) {
      const { text } = await read("a.epub", epub({ "a.xhtml": bytes }));
      expect(text).toBe("雨下了一夜");
    }
  });

  test("a vault of Markdown: files in order, folders and front matter say where they go", async () => {
    const bytes = zip([
      { name: "../../etc/Chapter 10.md", data: "ten" },
      { name: "../../etc/Chapter 2.md", data: "two" },
      { name: "Codex/Characters/Mara.md", data: "# Mara\n\n## Want\nHome." },
      { name: "World\\Bell.md", data: "It rings." },
      { name: "x/Lin.md", data: "---\ntype: character\n---\nA keeper." },
      { name: ".obsidian/app.json", data: "{}" },
      { name: "cover.png", data: "x" },
      { name: encoded("角色/林晚.md", "gb18030"), data: encoded(SIMPLIFIED, "gb18030"), flags: 0 },
    ]);
    const { sections, leftOut, text } = await read("vault.zip", bytes);
    const found = Object.fromEntries(sections.map(({ heading, goes_to }) => [heading, goes_to]));
    expect(found).toEqual({
      "Chapter 10": "chapter",
      "Chapter 2": "chapter",
      Mara: "character",
      Want: "character",
      Bell: "world",
      Lin: "character",
      林晚: "character",
    });
    const order = sections.map(({ heading }) => heading);
    expect(order.indexOf("Chapter 2")).toBeLessThan(order.indexOf("Chapter 10"));
    expect(leftOut).toEqual(["other_files"]);
    expect(text).toContain(SIMPLIFIED);
  });
});

test("whatever a text holds, its sections joined are that text, character by character", async () => {
  const line = fc.oneof(
    fc.constantFrom(
      "# A",
      "＃ 第２章",
      "【第三章】",
      "第十二回",
      "Chapter IV",
      "1. x",
      "---",
      "===",
      "```",
      "",
      "\r",
    ),
    fc.string({ unit: "grapheme", maxLength: 40 }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 30 }), async (lines) => {
      const text = lines
        .join("\n")
        .replaceAll("\0", "")
        .replace(/^\ufeff/, "");
      fc.pre(text.trim() !== "" && text.isWellFormed() && !text.startsWith("PK"));
      const bytes = utf8(text);
      const outcome = await readMaterial("a.md", bytes);
      if (outcome.outcome === "REFUSED") return expect(outcome.reason).toBe("UNSUPPORTED_KIND");
      const { sections, chars, text: kept } = outcome.material;
      expect(kept).toBe(text);
      expect(chars).toBe(codePoints(text));
      let at = 0;
      for (const section of sections) {
        expect(section.at).toBe(at);
        at += section.chars;
      }
      expect(at).toBe(chars);
    }),
    { numRuns: 200 },
  );
});
