/** A list that may be empty may be left out of a written content: it is empty then. */
import type { FieldTable } from "./field-kinds.ts";

type JsonObject = Readonly<Record<string, unknown>>;

/** The content with each such list; everything else, whatever its shape, as it was. */
export function fillLists(table: FieldTable, content: JsonObject): JsonObject {
  const made: Record<string, unknown> = { ...content };
  for (const [key, field] of Object.entries(table)) {
    const held = content[key];
    if (held === undefined && "min" in field && field.min === 0 && field.optional !== true) {
      made[key] = [];
    } else if (field.kind === "items" && Array.isArray(held)) {
      const items: readonly unknown[] = held;
      made[key] = items.map((item) => (isObject(item) ? fillLists(field.fields, item) : item));
    } else if (field.kind === "group" && isObject(held)) {
      made[key] = fillLists(field.fields, held);
    }
  }
  return made;
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
