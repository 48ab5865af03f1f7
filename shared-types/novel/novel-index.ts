/** A novel's items by id, and its chapters in order, with where each stands in the document. */
import { type Foundation, outlineOrder, type Span } from "../foundation/foundation.ts";
import type { ReferenceTarget } from "../content/field-kinds.ts";
import { targetsIn } from "../content/targets.ts";
import { unresolvedName } from "../content/removed.ts";
import { NOVEL_PARTS, STAGES } from "../stages.ts";
import type { Language } from "../statuses.ts";
import { bookWordsIn } from "./words.ts";

type Part = Foundation["outline"]["parts"][number];
export type Chapter = Part["chapters"][number];
export type Character = Foundation["characters"]["characters"][number];

export interface ChapterEntry {
  readonly chapter: Chapter;
  readonly part: Part;
  readonly pointer: string;
  /** Chapters from the book's start; a part without chapters counts as one. */
  readonly place: number;
}

export interface NamedItem {
  readonly name: string;
  readonly pointer: string;
}

export interface NovelIndex {
  readonly chapters: readonly ChapterEntry[];
  /** Null where the id resolves to nothing. */
  find(to: ReferenceTarget, id: string): NamedItem | null;
  /** A name that resolves to nothing stays as it was written; an id is never shown. */
  nameOf(to: ReferenceTarget, id: string): string;
  /** Where a part or chapter stretches, by id. */
  readonly order: ReadonlyMap<string, Span>;
}

/** The book's language is what a removed item is called in. */
export function indexNovel(novel: Foundation & { readonly language: Language }): NovelIndex {
  const { removed } = bookWordsIn(novel.language);
  const named = STAGES.flatMap((stage) => {
    const part = NOVEL_PARTS[stage];
    return targetsIn(stage, novel[part], `/${part}`);
  });
  const tables = new Map<ReferenceTarget, Map<string, NamedItem>>();
  const ofStory = named.filter(({ is }) => is === "story_thread");
  // Where an id occurs twice, the first one counts, as in the checks; a thread that the outline
  // carries out comes before the story's.
  for (const { is, id, name, pointer } of [
    ...named.filter((one) => !ofStory.includes(one)),
    ...ofStory,
  ]) {
    const known = name ?? named.find((other) => other.id === id && other.name !== null)?.name ?? id;
    // A chapter may still name a thread of the story that the outline does not carry out.
    for (const to of is === "story_thread" ? (["story_thread", "plot_thread"] as const) : [is]) {
      const table = tables.get(to) ?? new Map<string, NamedItem>();
      tables.set(to, table);
      if (!table.has(id)) table.set(id, { name: known, pointer });
    }
  }

  const { outline } = novel;
  const chapters: ChapterEntry[] = [];
  let place = 0;
  for (const [p, part] of outline.parts.entries()) {
    const at = `/outline/parts/${p}`;
    for (const [c, chapter] of part.chapters.entries()) {
      chapters.push({ chapter, part, pointer: `${at}/chapters/${c}`, place });
      place += 1;
    }
    if (part.chapters.length === 0) place += 1;
  }

  const find = (to: ReferenceTarget, id: string) => tables.get(to)?.get(id) ?? null;
  return {
    chapters,
    find,
    nameOf: (to, id) => find(to, id)?.name ?? unresolvedName(id, removed),
    order: outlineOrder(outline),
  };
}
