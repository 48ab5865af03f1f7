/**
 * Ids for the items of a stage's content. Items have a stable id made by the server: a writer (or
 * an import) leaves it out of a new one, and a copied item must not share its original's.
 */
import type { Stage } from "../stages.ts";
import type { FieldTable } from "./field-kinds.ts";
import { STAGE_FIELDS } from "./fields.generated.ts";

type JsonObject = Readonly<Record<string, unknown>>;

/** A new item's id: short, as models read it back in every later stage. */
function newItemId(): string {
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
  return identifyIn(STAGE_FIELDS[stage], content, newId);
}

function identifyIn(table: FieldTable, node: JsonObject, newId: () => string): JsonObject {
  const made: Record<string, unknown> = { ...node };
  for (const [key, field] of Object.entries(table)) {
    const value = node[key];
    if (field.kind !== "items" || !Array.isArray(value)) continue;
    const items: readonly unknown[] = "id" in field.fields ? identified(value, newId) : value;
    made[key] = items.map((item) =>
      isObject(item) ? identifyIn(field.fields, item, newId) : item,
    );
  }
  return made;
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
