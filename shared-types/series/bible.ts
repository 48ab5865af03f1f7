/**
 * A series' bible: the people, places, rules and the rest of its world over its books. It is read from
 * the books themselves: an item keeps its id from book to book, so it is seen from which book on it is
 * true, where it changed, and which books a change of it touches.
 */
import { z } from "zod";
import type { FieldTable } from "../content/field-kinds.ts";
import { STAGE_FIELDS } from "../content/fields.generated.ts";
import { diffPointers } from "./diff-pointers.ts";
import type { Novel } from "../foundation/novel.ts";
import { uuid } from "../formats.ts";
import { isRecord } from "../pointer.ts";

/** The lists that hold what is true of a world and its people. */
const LISTS = [
  ["world", "rules"],
  ["world", "power_levels"],
  ["world", "factions"],
  ["world", "places"],
  ["world", "history"],
  ["world", "calendar"],
  ["world", "secrets"],
  ["world", "names"],
  ["world", "glossary"],
  ["characters", "characters"],
  ["characters", "relations"],
] as const;

const TABLES: Readonly<Record<"world" | "characters", FieldTable>> = {
  world: STAGE_FIELDS.WORLDVIEW,
  characters: STAGE_FIELDS.CHARACTERS,
};

const bibleEntry = z
  .object({
    id: z.string(),
    /** Where it stands in a novel, such as `/world/rules`. */
    list: z.string(),
    /** As the last book that has it calls it. */
    name: z.string(),
    /** The book from which on it is true. */
    since: z.int().min(1),
    /** Every book that has it: those that a change of it touches. */
    books: z.array(z.int().min(1)).min(1),
    /** Where a book has it otherwise than the one before: pointers within the item. */
    changes: z.array(z.object({ number: z.int().min(1), pointers: z.array(z.string()).min(1) })),
  })
  .meta({ id: "BibleEntry" });

export const bible = z
  .object({
    series_id: uuid.nullable(),
    title: z.string(),
    books: z.array(
      z.object({
        novel_id: uuid,
        title: z.string(),
        number: z.int().min(1),
        edition: z.int().min(1),
      }),
    ),
    entries: z.array(bibleEntry),
  })
  .meta({ id: "Bible" });

export type Bible = z.infer<typeof bible>;
export type BibleEntry = z.infer<typeof bibleEntry>;

export interface BibleBook {
  readonly number: number;
  readonly novel: Pick<Novel, "world" | "characters">;
}

/** @param books in their order */
export function bibleEntries(books: readonly BibleBook[]): BibleEntry[] {
  return LISTS.flatMap(([part, key]) => {
    const field = TABLES[part][key];
    const heading = field?.kind === "items" ? field.heading : "name";
    const found = new Map<string, { entry: BibleEntry; last: Readonly<Record<string, unknown>> }>();
    for (const { number, novel } of books) {
      const content: unknown = novel[part];
      const held = isRecord(content) ? content[key] : undefined;
      for (const item of Array.isArray(held) ? held : []) {
        if (!isRecord(item) || typeof item["id"] !== "string") continue;
        const { id } = item;
        const named = item[heading];
        const name = typeof named === "string" ? named : "";
        const known = found.get(id);
        if (known === undefined) {
          const list = `/${part}/${key}`;
          const entry = { id, list, name, since: number, books: [number], changes: [] };
          found.set(id, { entry, last: item });
          continue;
        }
        const pointers = diffPointers(known.last, item);
        known.entry.name = name;
        known.entry.books.push(number);
        if (pointers.length > 0) known.entry.changes.push({ number, pointers });
        known.last = item;
      }
    }
    return [...found.values()].map(({ entry }) => entry);
  });
}
