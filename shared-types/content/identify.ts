/**
 * Ids for the items of a stage's content. Items have a stable id made by the server: a writer (or
 * an import) leaves it out of a new one, and a copied item must not share its original's.
 */
import type { Stage } from "../stages.ts";

/** Where a content's items are: each path leads to arrays, `*` goes through every item of one. */
const ITEM_ARRAYS: Readonly<Record<Stage, readonly (readonly string[])[]>> = {
  CONCEPT_SELECTION: [],
  STORY_CONCEPTION: [["threads"]],
  WORLDVIEW: [
    ["rules"],
    ["power_levels"],
    ["factions"],
    ["places"],
    ["history"],
    ["secrets"],
    ["glossary"],
  ],
  CHARACTERS: [["characters"], ["relations"]],
  PLOT_OUTLINE: [["parts"], ["parts", "*", "chapters"], ["threads"]],
};

type JsonObject = Readonly<Record<string, unknown>>;

/** A new item's id: short, as models read it back in every later stage. */
export function newItemId(): string {
  return crypto.randomUUID().replaceAll("-", "").slice(0, 12);
}

/**
 * The content with an id on each item that has none, or one that an earlier item of the same array
 * has. Everything else, whatever its shape, is as it was: the stage's schema judges it afterwards.
 */
export function identifyItems(
  stage: Stage,
  content: JsonObject,
  newId: () => string = newItemId,
): JsonObject {
  return ITEM_ARRAYS[stage].reduce<JsonObject>(
    (result, path) => identifyAt(result, path, newId),
    content,
  );
}

function identifyAt(node: JsonObject, path: readonly string[], newId: () => string): JsonObject {
  const [key, ...rest] = path;
  if (key === undefined) return node;
  const value = node[key];
  if (!Array.isArray(value)) return node;
  const items: readonly unknown[] = value;
  if (rest.length === 0) return { ...node, [key]: identified(items, newId) };
  const inner = rest.slice(1);
  return {
    ...node,
    [key]: items.map((item) => (isObject(item) ? identifyAt(item, inner, newId) : item)),
  };
}

function identified(items: readonly unknown[], newId: () => string): readonly unknown[] {
  const seen = new Set<string>();
  return items.map((item) => {
    if (!isObject(item)) return item;
    const { id } = item;
    if (typeof id === "string" && id !== "" && !seen.has(id)) {
      seen.add(id);
      return item;
    }
    // An id of another type is the schema's to refuse.
    if (id !== undefined && id !== null && typeof id !== "string") return item;
    const fresh = newId();
    seen.add(fresh);
    return { ...item, id: fresh };
  });
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
