/** A novel's items by id, and its chapters in order, with where each stands in the document. */
import { type Foundation, outlineOrder, type Span } from "#shared/foundation.ts";
import type { ReferenceTarget } from "./fields.ts";

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
  /** What resolves to nothing stays as it was written. */
  nameOf(to: ReferenceTarget, id: string): string;
  /** Where a part or chapter stretches, by id. */
  readonly order: ReadonlyMap<string, Span>;
}

export function indexNovel(novel: Foundation): NovelIndex {
  const { story, world, characters, outline } = novel;
  const tables: Record<ReferenceTarget, Map<string, NamedItem>> = {
    faction: byId(world.factions, "/world/factions", ({ name }) => name),
    place: byId(world.places, "/world/places", ({ name }) => name),
    character: byId(characters.characters, "/characters/characters", ({ name }) => name),
    story_thread: byId(story.threads, "/story/threads", ({ question }) => question),
    plot_thread: new Map(),
    chapter_or_part: new Map(),
  };
  const own = byId(outline.threads, "/outline/threads", ({ id, name }) => {
    return name ?? tables.story_thread.get(id)?.name ?? id;
  });
  tables.plot_thread = new Map([...tables.story_thread, ...own]);

  const chapters: ChapterEntry[] = [];
  let place = 0;
  for (const [p, part] of outline.parts.entries()) {
    const at = `/outline/parts/${p}`;
    setOnce(tables.chapter_or_part, part.id, { name: part.title, pointer: at });
    for (const [c, chapter] of part.chapters.entries()) {
      const pointer = `${at}/chapters/${c}`;
      setOnce(tables.chapter_or_part, chapter.id, { name: chapter.title, pointer });
      chapters.push({ chapter, part, pointer, place });
      place += 1;
    }
    if (part.chapters.length === 0) place += 1;
  }

  const find = (to: ReferenceTarget, id: string) => tables[to].get(id) ?? null;
  return {
    chapters,
    find,
    nameOf: (to, id) => find(to, id)?.name ?? id,
    order: outlineOrder(outline),
  };
}

function byId<T extends { readonly id: string }>(
  items: readonly T[],
  at: string,
  nameOf: (item: T) => string,
): Map<string, NamedItem> {
  const table = new Map<string, NamedItem>();
  for (const [index, item] of items.entries()) {
    setOnce(table, item.id, { name: nameOf(item), pointer: `${at}/${index}` });
  }
  return table;
}

/** Where an id occurs twice, the first one counts, as in the checks. */
function setOnce(table: Map<string, NamedItem>, id: string, item: NamedItem): void {
  if (!table.has(id)) table.set(id, item);
}
