/** A chapter moved in its outline, also into another part; all are numbered anew. Pure. */
import { type Content, isRecord, pathOf, pointerOf, valueAt } from "./pointer.ts";

/** Where a chapter stands: of which part, and which of its chapters. */
export interface ChapterPlace {
  readonly part: number;
  readonly at: number;
}

/** Of a chapter by its pointer, `/parts/0/chapters/2`. */
export function placeOf(pointer: string): ChapterPlace {
  const path = pathOf(pointer);
  return { part: Number(path[1]), at: Number(path[3]) };
}

/** Chapters by id, part by part: two that are the same have the same order. */
export function orderOf(parts: readonly Content[]): string {
  return JSON.stringify(parts.map((part) => chaptersOf(part).map(({ id }) => id)));
}

const records = (value: unknown): readonly Content[] =>
  Array.isArray(value) ? value.filter(isRecord) : [];

export const partsOf = (outline: Content): readonly Content[] =>
  records(valueAt(outline, "/parts"));

const chaptersOf = (part: Content | undefined): readonly Content[] => records(part?.chapters);

/** The parts with the chapter at `from` before the one that stands at `to` now, or at its part's end. */
export function movedChapter(
  outline: Content,
  from: ChapterPlace,
  to: ChapterPlace,
): readonly Content[] {
  const parts = partsOf(outline);
  const moved = chaptersOf(parts[from.part])[from.at];
  if (moved === undefined || parts[to.part] === undefined) return parts;
  const before = chaptersOf(parts[to.part])[to.at];
  if (before === moved) return parts;
  const first = Math.min(
    ...parts.flatMap((part) => chaptersOf(part).map(({ number }) => Number(number))),
  );
  let number = Number.isFinite(first) ? first : 1;
  return parts.map((part, index) => {
    const left = chaptersOf(part).filter((chapter) => chapter !== moved);
    if (index === to.part) {
      const at = before === undefined ? left.length : left.indexOf(before);
      left.splice(at, 0, moved);
    }
    const chapters = left.map((chapter) => {
      const numbered = chapter.number === number ? chapter : { ...chapter, number };
      number += 1;
      return numbered;
    });
    return { ...part, chapters };
  });
}

/** Locks follow their chapters, into another part too; one whose chapter is gone is left out. */
export function movedLocks(
  locked: readonly string[],
  before: Content,
  after: Content,
): readonly string[] {
  return locked.flatMap((lock) => {
    const [list, part, key, at, ...inside] = pathOf(lock);
    if (list !== "parts" || part === undefined || key !== "chapters" || at === undefined)
      return [lock];
    const id = valueAt(before, `/parts/${part}/chapters/${at}/id`);
    const path = partsOf(after).flatMap((one, to) => {
      const now = chaptersOf(one).findIndex((chapter) => chapter.id === id);
      return now === -1 ? [] : [[list, String(to), key, String(now), ...inside]];
    })[0];
    return path === undefined ? [] : [pointerOf(path)];
  });
}

/** One place up or down, over the border of its part too; null: it is the first or the last. */
export function neighbour(outline: Content, from: ChapterPlace, step: -1 | 1): ChapterPlace | null {
  const parts = partsOf(outline);
  const count = chaptersOf(parts[from.part]).length;
  if (step === -1) {
    if (from.at > 0) return { part: from.part, at: from.at - 1 };
    const above = from.part - 1;
    return above < 0 ? null : { part: above, at: chaptersOf(parts[above]).length };
  }
  if (from.at < count - 1) return { part: from.part, at: from.at + 2 };
  return from.part + 1 < parts.length ? { part: from.part + 1, at: 0 } : null;
}
