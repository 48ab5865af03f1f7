/** A text that is put together piece by piece, with the headings that were met on the way. */
import type { Destination, LeftOut } from "#shared/material/destinations.ts";
import { Gathered } from "./gathered.ts";

/** A file has at most this many; what follows belongs to the last. No more marks than these are collected. */
export const MAX_SECTIONS = 5_000;

/** Where a section begins. */
export interface Mark {
  /** In UTF-16 code units from the beginning of the text. */
  readonly at: number;
  /** 1 the highest. */
  readonly level: number;
  readonly heading: string;
  /** What the file's folder or front matter says of it. */
  readonly goes_to?: Destination;
}

export interface ReadText {
  readonly text: string;
  readonly marks: readonly Mark[];
  readonly leftOut: ReadonlySet<LeftOut>;
}

/** Blocks with an empty line between, as Markdown has paragraphs. */
export interface Blocks {
  add(block: string): void;
  heading(level: number, heading: string): void;
  readonly leftOut: Set<LeftOut>;
  end(): ReadText;
}

const BETWEEN = "\n\n";

export function createBlocks(): Blocks {
  const text = new Gathered();
  const marks: Mark[] = [];
  const leftOut = new Set<LeftOut>();
  let count = 0;
  let length = 0;
  function add(block: string): void {
    if (count > 0) text.add(BETWEEN);
    text.add(block);
    count += 1;
    length += block.length + BETWEEN.length;
  }
  return {
    add,
    heading(level, heading) {
      if (marks.length < MAX_SECTIONS) marks.push({ at: length, level, heading: heading.trim() });
      add(heading);
    },
    leftOut,
    end: () => ({ text: text.take(), marks, leftOut }),
  };
}
