/** Sections as Markdown: for any editor, and for any model. */
import type { Block, Inline, Line, ListItem, Section } from "./document.ts";
import { markdownLine, markdownPiece, type MarkdownKind } from "./markdown-text.ts";

export interface MarkdownOptions {
  readonly kind: MarkdownKind;
  /** A link to what a piece names; null where it leads nowhere. */
  readonly link: (piece: Inline) => string | null;
}

const PLAIN: MarkdownOptions = { kind: "markdown", link: () => null };

export function markdownOf(
  sections: readonly Pick<Section, "blocks">[],
  options: MarkdownOptions = PLAIN,
): string {
  const blocks = sections.flatMap((section) => section.blocks);
  return `${blocks.map((block) => blockOf(block, options)).join("\n\n")}\n`;
}

function blockOf(block: Block, options: MarkdownOptions): string {
  switch (block.kind) {
    case "heading": {
      // Marks at a heading's end would be taken for its closing ones.
      const text = lineOf(block.line, options, "inside").replace(/(?<!\\)#+$/, (marks) =>
        marks.replaceAll("#", "\\#"),
      );
      return `${"#".repeat(Math.min(block.level, 6))} ${text}`;
    }
    case "paragraph":
      return block.lines.map((line) => lineOf(line, options)).join("  \n");
    case "quote":
      return block.paragraphs.map((text) => `> ${markdownLine(text, options.kind)}`).join("\n> \n");
    case "list":
      return block.items.map((item, at) => itemOf(item, options, block.isOrdered, at)).join("\n");
  }
}

function itemOf(item: ListItem, options: MarkdownOptions, isOrdered: boolean, at: number): string {
  const mark = isOrdered ? `${at + 1}.` : "-";
  const indent = " ".repeat(mark.length + 1);
  return [
    `${mark} ${lineOf(item.line, options)}`,
    ...item.below.map((line) => `${indent}- ${lineOf(line, options)}`),
  ].join("\n");
}

/** @param place of a line: in a heading no mark at its start means anything */
function lineOf(line: Line, options: MarkdownOptions, place: "start" | "inside" = "start"): string {
  return line
    .map((piece, at) => {
      const link = options.link(piece);
      if (link !== null) return link;
      const isFirst = at === 0 && piece.strong !== true && place === "start";
      const text = (isFirst ? markdownLine : markdownPiece)(piece.text, options.kind);
      return piece.strong === true && text !== "" ? `**${text}**` : text;
    })
    .join("")
    .replace(/^[ \t]+|[ \t]+$/g, "");
}
