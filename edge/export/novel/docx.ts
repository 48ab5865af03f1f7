/** A book as DOCX: Word's own styles and headings, a table of contents, a comment at each open question. */
import {
  CommentRangeEnd,
  CommentRangeStart,
  CommentReference,
  Document,
  HeadingLevel,
  LevelFormat,
  Packer,
  Paragraph,
  type ParagraphChild,
  TableOfContents,
  TextRun,
} from "docx";
import type { Novel } from "#shared/foundation/novel.ts";
import type { Block, Inline, Line, Section } from "#shared/novel/document.ts";
import { bookWordsIn } from "#shared/novel/words.ts";
import { sayable } from "./xml-text.ts";

export const DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

const STEPS = "steps";
const AUTHOR = "Genesis Studio";

/** Below the title, which has a style of its own. */
const HEADINGS = [
  HeadingLevel.TITLE,
  HeadingLevel.HEADING_1,
  HeadingLevel.HEADING_2,
  HeadingLevel.HEADING_3,
  HeadingLevel.HEADING_4,
  HeadingLevel.HEADING_5,
] as const;

interface Comment {
  readonly id: number;
  readonly text: string;
}

interface Made {
  readonly comments: Comment[];
  lists: number;
}

export async function docxOf(
  novel: Pick<Novel, "language" | "blurb" | "updated_at">,
  sections: readonly Section[],
  title: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const made: Made = { comments: [], lists: 0 };
  const [first, ...rest] = sections.map(({ blocks }) =>
    blocks.flatMap((block) => paragraphsOf(block, made)),
  );
  const contents = rest.length === 0 ? [] : tableOfContents(novel.language);
  const date = new Date(novel.updated_at);
  const document = new Document({
    title: sayable(title),
    creator: AUTHOR,
    lastModifiedBy: AUTHOR,
    description: sayable(novel.blurb),
    styles: stylesOf(novel.language),
    numbering: { config: [{ reference: STEPS, levels: [STEP] }] },
    comments: {
      children: made.comments.map(({ id, text }) => ({
        id,
        author: AUTHOR,
        date,
        children: [new Paragraph({ children: [runOf({ text })] })],
      })),
    },
    sections: [{ children: [...(first ?? []), ...contents, ...rest.flat()] }],
  });
  return new Uint8Array(await Packer.toArrayBuffer(document));
}

const STEP = {
  level: 0,
  format: LevelFormat.DECIMAL,
  text: "%1.",
  style: { paragraph: { indent: { left: 480, hanging: 360 } } },
} as const;

function tableOfContents(language: Novel["language"]) {
  const { contents } = bookWordsIn(language);
  return [
    new TableOfContents(contents, { hyperlink: true, headingStyleRange: "1-3" }),
    new Paragraph({ pageBreakBefore: true }),
  ];
}

function stylesOf(language: Novel["language"]) {
  const isChinese = language === "zh-CN";
  const font = isChinese
    ? { ascii: "Times New Roman", hAnsi: "Times New Roman", eastAsia: "SimSun", cs: "Arial" }
    : { ascii: "Georgia", hAnsi: "Georgia", eastAsia: "SimSun", cs: "Arial" };
  const heading = (size: number) => ({
    run: { size, bold: true, font },
    paragraph: { spacing: { before: 280, after: 120 }, keepNext: true },
  });
  return {
    default: {
      document: {
        run: {
          font,
          size: 22,
          language: { value: isChinese ? "en-US" : "en-GB", eastAsia: "zh-CN" },
        },
        paragraph: { spacing: { after: 120, line: 320 } },
      },
      title: { run: { size: 44, bold: true, font }, paragraph: { spacing: { after: 240 } } },
      heading1: heading(32),
      heading2: heading(28),
      heading3: heading(25),
      heading4: heading(23),
      heading5: heading(22),
    },
    paragraphStyles: [
      {
        id: "Quote",
        name: "Quote",
        basedOn: "Normal",
        quickFormat: true,
        paragraph: { indent: { left: 480 } },
      },
    ],
  };
}

function paragraphsOf(block: Block, made: Made): Paragraph[] {
  switch (block.kind) {
    case "heading":
      return [
        paragraphOf([block.line], made, {
          heading: HEADINGS[Math.min(block.level, HEADINGS.length) - 1] ?? HEADINGS[5],
        }),
      ];
    case "paragraph":
      return [paragraphOf(block.lines, made, {})];
    case "quote":
      return block.paragraphs.map((text) => paragraphOf([[{ text }]], made, { style: "Quote" }));
    case "list": {
      made.lists += 1;
      const instance = made.lists;
      return block.items.flatMap(({ line, below }) => [
        paragraphOf(
          [line],
          made,
          block.isOrdered
            ? { numbering: { reference: STEPS, level: 0, instance } }
            : { bullet: { level: 0 } },
        ),
        ...below.map((of) => paragraphOf([of], made, { bullet: { level: 1 } })),
      ]);
    }
  }
}

type Looks = Omit<Exclude<ConstructorParameters<typeof Paragraph>[0], string>, "children">;

function paragraphOf(lines: readonly Line[], made: Made, looks: Looks): Paragraph {
  const isRtl = isRightToLeft(
    lines
      .flat()
      .map(({ text }) => text)
      .join(""),
  );
  return new Paragraph({
    ...looks,
    ...(isRtl ? { bidirectional: true } : {}),
    children: lines.flatMap((line, at) =>
      line.flatMap((piece, place) => piecesOf(piece, made, isRtl, at > 0 && place === 0)),
    ),
  });
}

function piecesOf(piece: Inline, made: Made, isRtl: boolean, breaks: boolean): ParagraphChild[] {
  const run = runOf(piece, isRtl, breaks);
  if (piece.comment === undefined) return [run];
  const id = made.comments.length;
  made.comments.push({ id, text: piece.comment });
  return [
    new CommentRangeStart(id),
    run,
    new CommentRangeEnd(id),
    new TextRun({ children: [new CommentReference(id)] }),
  ];
}

function runOf({ text, strong }: Inline, isRtl = false, breaks = false): TextRun {
  return new TextRun({
    text: sayable(text),
    ...(strong === true ? { bold: true } : {}),
    ...(isRtl ? { rightToLeft: true } : {}),
    ...(breaks ? { break: 1 } : {}),
  });
}

/** By the first letter that has a direction, as browsers decide it. */
function isRightToLeft(text: string): boolean {
  const first = /\p{L}/u.exec(text)?.[0] ?? "";
  return /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u.test(
    first,
  );
}
