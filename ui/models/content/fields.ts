/** The field behind a pointer. The fields themselves are described in shared-types/content. */
import { STAGE_FIELDS } from "#shared/content/fields.generated.ts";
import type { Field, FieldTable } from "#shared/content/field-kinds.ts";
import type { Stage } from "#shared/stages.ts";

/** The field that a path leads to, an item's path to its list; null where there is none. */
export function fieldAt(stage: Stage, path: readonly string[]): Field | null {
  return within(STAGE_FIELDS[stage], path);
}

function within(table: FieldTable, path: readonly string[]): Field | null {
  const [key, ...rest] = path;
  const field = key === undefined ? undefined : table[key];
  if (field === undefined) return null;
  // Behind a list's key comes the index of an item.
  const below = field.kind === "items" ? rest.slice(1) : rest;
  if (below.length === 0 || (field.kind !== "items" && field.kind !== "group")) return field;
  return within(field.fields, below);
}

/** The fields of the group, or of an item of the list, that a path leads to. */
export function fieldsBelow(stage: Stage, path: readonly string[]): FieldTable {
  const field = fieldAt(stage, path);
  return field?.kind === "group" || field?.kind === "items" ? field.fields : {};
}
