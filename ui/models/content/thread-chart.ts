/** The threads of an outline over its chapters: where each is planted, echoes and is paid off. Pure. */
import { recordsIn, stringsIn } from "./field-text.ts";
import type { Content } from "./pointer.ts";
import type { References } from "./references.ts";

export interface ThreadMark {
  readonly kind: "planted" | "echo" | "paid";
  /** From 0, the first passage, to 1, the last. */
  readonly at: number;
  /** The chapter, or the part that has no chapters yet. */
  readonly passage: string;
}

export interface ThreadLine {
  readonly name: string;
  readonly marks: readonly ThreadMark[];
}

/** Nothing where there are fewer than two passages to go through. */
export function threadLines(outline: Content, references: References): readonly ThreadLine[] {
  const passages = recordsIn(outline.parts).flatMap((part) => {
    const chapters = recordsIn(part.chapters);
    return chapters.length === 0 ? [part] : chapters;
  });
  if (passages.length < 2) return [];
  const places = new Map(passages.map(({ id }, index) => [id, index / (passages.length - 1)]));
  return recordsIn(outline.threads).flatMap((thread): ThreadLine[] => {
    const mark = (kind: ThreadMark["kind"], id: unknown): ThreadMark[] => {
      const at = places.get(id);
      if (at === undefined || typeof id !== "string") return [];
      return [{ kind, at, passage: references.nameOf("chapter_or_part", id) }];
    };
    const marks = [
      ...mark("planted", thread.planted_in),
      ...stringsIn(thread.echoes).flatMap((id) => mark("echo", id)),
      ...mark("paid", thread.paid_in),
    ];
    const id = typeof thread.id === "string" ? thread.id : "";
    return marks.length === 0 ? [] : [{ name: references.nameOf("plot_thread", id), marks }];
  });
}
