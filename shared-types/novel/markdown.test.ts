import { describe, expect, it } from "vitest";
import { novel as novelModel } from "#shared/foundation/novel.ts";
import { chineseNovel, englishNovel } from "#shared/testing/novel-fixture.ts";
import { isRecord } from "../pointer.ts";
import { STAGE_NAMES } from "../stage-names.ts";
import { paragraphs } from "./document.ts";
import { fileNameOf } from "./file-name.ts";
import { markdownOf } from "./markdown.ts";
import { novelMarkdown } from "./novel-document.ts";

const markdownText = (text: string) => markdownOf([{ blocks: paragraphs(text) }]).trimEnd();

/** Every text of a novel's contents that a reader should find again, as Markdown has it. */
function textsIn(value: unknown, key = ""): string[] {
  if (typeof value === "string") {
    return /^(?:id|kind|unit|weight|reveals)$|_id$|_ids$|_in$|^echoes$|^from$|^to$|^against$/.test(
      key,
    )
      ? []
      : [markdownText(value)];
  }
  if (Array.isArray(value)) return value.flatMap((item) => textsIn(item, key));
  return isRecord(value)
    ? Object.entries(value).flatMap(([name, item]) => textsIn(item, name))
    : [];
}

describe.each([
  ["Chinese", chineseNovel, STAGE_NAMES["zh-CN"]],
  ["English", englishNovel, STAGE_NAMES.en],
])("the Markdown of a %s novel", (_, novel, stages) => {
  const markdown = novelMarkdown(novel);

  it("is of a novel as the edge answers it", () => {
    expect(novelModel.safeParse(novel).error).toBeUndefined();
  });

  it("has the writer's own words, word for word, and what was decided", () => {
    const told = novelMarkdown({
      ...novel,
      brief: {
        ...novel.brief,
        idea: "First line.\n\nSecond line.",
        notes: "Few similes.",
        constraints: ["No vampires", "First person"],
      },
      questions: [
        {
          question_id: "q",
          stage: "WORLDVIEW",
          pointer: "/open_questions/0",
          question: "Who rang?",
          answer: "The tide.",
          status: "ANSWERED",
        },
      ],
    });
    const said = [
      "> First line.\n> \n> Second line.",
      "> Few similes.",
      "- No vampires",
      "The tide.",
    ];
    expect(said.filter((text) => !told.includes(text))).toEqual([]);
  });

  it("loses no text of any stage", () => {
    const { concept, story, world, characters, outline } = novel;
    const texts = textsIn([concept, story, world, characters, outline]);
    expect(texts.length).toBeGreaterThan(200);
    expect(texts.filter((text) => !markdown.includes(text))).toEqual([]);
  });

  it("names people, places and chapters, and shows no id", () => {
    const ids = new Set(
      JSON.stringify(novel).match(/(?<=")(?:c|p|f|ch|pt|st|ot|r|wr|s|g|h)-[a-z0-9]+(?=")/g),
    );
    expect(ids.size).toBeGreaterThan(20);
    expect([...ids].filter((id) => new RegExp(`\\b${id}\\b`).test(markdown))).toEqual([]);
  });

  it("is in the book's language, with its stages in order", () => {
    const headings = [...markdown.matchAll(/^## (.+)$/gm)].map(([, heading = ""]) => heading);
    const order = Object.values(stages).map((name) =>
      headings.findIndex((heading) => heading.startsWith(name)),
    );
    expect(order).toEqual([0, 1, 2, 3, 4]);
  });
});

describe("the Markdown of a novel", () => {
  it("says where text is from, and where a field's origin differs from what is around it", () => {
    const markdown = novelMarkdown(chineseNovel);
    expect(markdown).toContain("## 世界观（样例）");
    expect(markdown).toContain("**代价（你写的）**：抵押者失去那根手指所记得的事。");
    expect(markdown).toContain("#### 陆沉舟（你写的）");
    expect(markdown).toContain("## 剧情大纲（你写的）");
    expect(novelMarkdown(englishNovel)).toContain("#### the schoolhouse (Sample)");
  });

  it("has the checks in words", () => {
    expect(novelMarkdown(chineseNovel)).toContain("“巡桥校尉”对不上任何一项。");
  });
});

describe("a writer's text in Markdown", () => {
  it.each([
    ["# Not a heading", "\\# Not a heading"],
    ["- not a list", "\\- not a list"],
    ["1. not a list", "1\\. not a list"],
    ["<script>alert(1)</script>", "\\<script\\>alert(1)\\</script\\>"],
    ["*bold* _soft_ [link](x) `code`", "\\*bold\\* \\_soft\\_ \\[link\\](x) \\`code\\`"],
    ["&lt;", "\\&lt;"],
    ["R&D – fine", "R&D – fine"],
    ["3.5 metres", "3.5 metres"],
    ["---", "\\---"],
    ["one\r\n\r\ntwo", "one\n\ntwo"],
  ])("stays text: %s", (text, expected) => {
    expect(markdownText(text)).toBe(expected);
  });
});

describe("a file's name", () => {
  it("is the title without what file systems refuse, and never empty", () => {
    expect(fileNameOf("潮账", "md")).toBe("潮账.md");
    expect(fileNameOf('A/B: "C"?', "json")).toBe("A B C.json");
    expect(fileNameOf("../..", "md")).toBe("novel.md");
    expect(fileNameOf("字".repeat(200), "md")).toBe(`${"字".repeat(80)}.md`);
  });
});
