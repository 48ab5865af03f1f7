/** What a candidate changed against the one it was made from, in the document's order. Pure. */
import { targetsIn } from "#shared/content/targets.ts";
import { STAGE_FIELDS } from "#shared/content/fields.generated.ts";
import type { FieldTable } from "#shared/content/field-kinds.ts";
import type { Stage } from "#shared/stages.ts";
import { type Content, isRecord, pathOf, pointerOf, valueAt } from "./pointer.ts";

export interface RemovedItem {
  /** Of the list that it stood in. */
  readonly pointer: string;
  readonly name: string | null;
  readonly item: Content;
}

/** Pointers in the order in which a document shows its fields. */
export function inDocumentOrder(stage: Stage, pointers: readonly string[]): readonly string[] {
  return pointers
    .map((pointer) => ({ pointer, ranks: ranksOf(STAGE_FIELDS[stage], pathOf(pointer)) }))
    .toSorted((a, b) => compare(a.ranks, b.ranks))
    .map(({ pointer }) => pointer);
}

/** What stood at `pointer` of `after` in `before`: items are found by their ids, wherever they stood. */
export function valueBefore(before: unknown, after: unknown, pointer: string): unknown {
  let old = before;
  let now = after;
  for (const step of pathOf(pointer)) {
    const next = valueAt(now, pointerOf([step]));
    const id = isRecord(next) ? next.id : undefined;
    old =
      Array.isArray(old) && typeof id === "string"
        ? old.find((item: unknown) => isRecord(item) && item.id === id)
        : valueAt(old, pointerOf([step]));
    now = next;
  }
  return old;
}

/** The items of lists that `after` has no longer; what stood inside a removed one is not told apart. */
export function removedItems(
  stage: Stage,
  before: unknown,
  after: unknown,
): readonly RemovedItem[] {
  const names = new Map(targetsIn(stage, before).map(({ id, name }) => [id, name]));
  return goneIn(STAGE_FIELDS[stage], before, after, "").map(({ pointer, item, heading }) => {
    const named = heading === null ? undefined : item[heading];
    const id = typeof item.id === "string" ? item.id : "";
    return { pointer, item, name: typeof named === "string" ? named : (names.get(id) ?? null) };
  });
}

interface Gone {
  readonly pointer: string;
  readonly item: Content;
  readonly heading: string | null;
}

function goneIn(table: FieldTable, before: unknown, after: unknown, at: string): Gone[] {
  if (!isRecord(before) || !isRecord(after)) return [];
  return Object.entries(table).flatMap(([key, field]): Gone[] => {
    const pointer = `${at}/${key}`;
    const old = before[key];
    const now = after[key];
    if (field.kind === "group") return goneIn(field.fields, old, now, pointer);
    if (field.kind !== "items" || !Array.isArray(old)) return [];
    const left: readonly unknown[] = Array.isArray(now) ? now : [];
    return old.filter(isRecord).flatMap((item): Gone[] => {
      if (typeof item.id !== "string") return [];
      const index = left.findIndex((other) => isRecord(other) && other.id === item.id);
      return index === -1
        ? [{ pointer, item, heading: field.heading }]
        : goneIn(field.fields, item, left[index], `${pointer}/${index}`);
    });
  });
}

function ranksOf(table: FieldTable, path: readonly string[]): number[] {
  const [key, ...rest] = path;
  if (key === undefined) return [];
  const rank = Object.keys(table).indexOf(key);
  const field = table[key];
  if (field?.kind === "group") return [rank, ...ranksOf(field.fields, rest)];
  if (field?.kind === "items" && rest.length > 0) {
    return [rank, Number(rest[0]), ...ranksOf(field.fields, rest.slice(1))];
  }
  return [rank, ...rest.map(Number)];
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (const [at, rank] of a.entries()) {
    const other = b[at];
    if (other === undefined) return 1;
    if (rank !== other) return rank - other;
  }
  return a.length - b.length;
}
