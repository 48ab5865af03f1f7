/**
 * A book as headings, paragraphs and lists of plain text: what every kind of export is made of. Nothing
 * here is escaped; each kind does that by its own rules.
 */

/** A piece of a line. */
export interface Inline {
  readonly text: string;
  readonly strong?: true;
  /** Where in the novel the item stands that this names: a pointer, for those who link. */
  readonly to?: string;
  /** Beside the text, for those who can: a question that is still open. */
  readonly comment?: string;
}

export type Line = readonly Inline[];

export interface ListItem {
  readonly line: Line;
  readonly below: readonly Line[];
}

export type Block =
  /** `level` 1 is the book's title; `at` is the pointer of what is under it. */
  | { readonly kind: "heading"; readonly level: number; readonly line: Line; readonly at?: string }
  /** Lines with a break between; most have one. */
  | { readonly kind: "paragraph"; readonly lines: readonly Line[] }
  | { readonly kind: "quote"; readonly paragraphs: readonly string[] }
  | { readonly kind: "list"; readonly isOrdered: boolean; readonly items: readonly ListItem[] };

/** A chapter of the export, such as a stage. */
export interface Section {
  /** `title`, `concept` …, `brief`, `questions`, `checks`, `packet`. */
  readonly name: string;
  readonly blocks: readonly Block[];
}

/** A text's lines that say something. */
export function paragraphsOf(text: string): string[] {
  return text.split(/\r\n|[\n\r\u2028\u2029]/).filter((line) => line.trim() !== "");
}

/** A text on one line: for headings and items of a list. */
export function oneLine(text: string): string {
  return paragraphsOf(text).join(" ");
}

export function said(text: string): Inline {
  return { text: oneLine(text) };
}

export function strong(text: string): Inline {
  return { text: oneLine(text).trim(), strong: true };
}

export function paragraph(...line: Line): Block {
  return { kind: "paragraph", lines: [line] };
}

export function paragraphs(text: string): Block[] {
  return paragraphsOf(text).map((line) => paragraph({ text: line }));
}

export function quote(text: string): Block[] {
  const lines = paragraphsOf(text);
  return lines.length === 0 ? [] : [{ kind: "quote", paragraphs: lines }];
}

export function list(items: readonly Line[], isOrdered = false): Block {
  return { kind: "list", isOrdered, items: items.map((line) => ({ line, below: [] })) };
}

/** Lines, with the same piece between each two. */
export function joined(lines: readonly Line[], between: string): Line {
  return lines.flatMap((line, at) => (at === 0 ? line : [{ text: between }, ...line]));
}
