/** A writer's text inside Markdown: it stays text, whatever marks are in it. */

/** `obsidian` also has tags, highlights, comments, formulas and block ids. */
export type MarkdownKind = "markdown" | "obsidian";

const MARKS = { markdown: /[\\`*_[\]<>|~]/g, obsidian: /[\\`*_[\]<>|~#$%=^]/g } as const;

/** One line: nothing in it becomes a heading, list, link or HTML. */
export function markdownLine(text: string, kind: MarkdownKind = "markdown"): string {
  return markdownPiece(text.replace(/^[ \t]+|[ \t]+$/g, ""), kind)
    .replace(/^(#{1,6}(?=\s|$)|[-+](?=\s|$)|=+$|-+$)/, "\\$1")
    .replace(/^(\d+)([.)])(?=\s|$)/, "$1\\$2");
}

/** Within a line, where something stands before it. */
export function markdownPiece(text: string, kind: MarkdownKind = "markdown"): string {
  return text
    .replace(/\r\n?|\n/g, " ")
    .replace(MARKS[kind], "\\$&")
    .replace(/&(?=#?\w+;)/g, "\\&");
}
