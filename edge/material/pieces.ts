/** A text that is put together piece by piece, with the headings that were met on the way. */
import type { Destination, LeftOut } from "#shared/material/destinations.ts";

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
  const blocks: string[] = [];
  const marks: Mark[] = [];
  const leftOut = new Set<LeftOut>();
  let length = 0;
  function add(block: string): void {
    blocks.push(block);
    length += block.length + BETWEEN.length;
  }
  return {
    add,
    heading(level, heading) {
      marks.push({ at: length, level, heading: heading.trim() });
      add(heading);
    },
    leftOut,
    end: () => ({ text: blocks.join(BETWEEN), marks, leftOut }),
  };
}
