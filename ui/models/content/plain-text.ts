/** A field's value as plain text, for comparing and copying. Pure. */
import { stringsIn } from "./field-text.ts";
import type { Field } from "#shared/content/field-kinds.ts";
import { isRecord } from "./pointer.ts";
import type { References } from "./references.ts";

/** `label` names a key inside the field. */
export function plainText(
  field: Field,
  value: unknown,
  references: References,
  label: (key: string) => string,
): string {
  if (value === undefined || value === null) return "";
  switch (field.kind) {
    case "line":
    case "prose":
    case "choice":
      return typeof value === "string" ? value : "";
    case "number":
      return typeof value === "number" ? String(value) : "";
    case "reference":
      return typeof value === "string" ? references.nameOf(field.to, value) : "";
    case "lines":
      return stringsIn(value).join("\n");
    case "references":
      return stringsIn(value)
        .map((id) => references.nameOf(field.to, id))
        .join(" · ");
    case "group": {
      const group = isRecord(value) ? value : {};
      return lines(field.fields, group, references, label);
    }
    case "items":
      return Array.isArray(value)
        ? value
            .map((item) => itemText(field, isRecord(item) ? item : {}, references, label))
            .join("\n\n")
        : "";
    case "id":
      return "";
  }
}

/** The name of an item on a line of its own; a single further field needs no label. */
function itemText(
  field: Extract<Field, { kind: "items" }>,
  item: Readonly<Record<string, unknown>>,
  references: References,
  label: (key: string) => string,
): string {
  const { heading } = field;
  const named = heading === null ? undefined : field.fields[heading];
  if (heading === null || named === undefined) return lines(field.fields, item, references, label);
  const rest = Object.fromEntries(
    Object.entries(field.fields).filter(([key, part]) => key !== heading && part.kind !== "id"),
  );
  const [only, ...more] = Object.entries(rest);
  const below =
    only && more.length === 0
      ? plainText(only[1], item[only[0]], references, label)
      : lines(rest, item, references, label);
  return [plainText(named, item[heading], references, label), below]
    .filter((text) => text !== "")
    .join("\n");
}

function lines(
  table: Readonly<Record<string, Field>>,
  value: Readonly<Record<string, unknown>>,
  references: References,
  label: (key: string) => string,
): string {
  return Object.entries(table)
    .filter(([key, field]) => field.kind !== "id" && value[key] !== undefined)
    .map(([key, field]) => `${label(key)}: ${plainText(field, value[key], references, label)}`)
    .join("\n");
}
