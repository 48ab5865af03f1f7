/** A field's value as the text that a writer edits, and back. Pure. */
import { randomKey } from "../browser/random-key.ts";
import type { Field, FieldTable } from "#shared/content/field-kinds.ts";
import { isRecord } from "./pointer.ts";

export type ParsedField =
  | { readonly outcome: "value"; readonly value: unknown }
  | { readonly outcome: "empty" }
  | { readonly outcome: "not_a_number" }
  | { readonly outcome: "wrong_count"; readonly min: number; readonly max: number };

/** Whether a field is edited as one piece of text. */
export function isTextual(field: Field): boolean {
  return field.kind !== "group" && field.kind !== "items" && field.kind !== "id";
}

export function textOfField(field: Field, value: unknown): string {
  if (field.kind === "lines" || field.kind === "references") {
    // One a line: a line break inside an item would make two of it.
    return stringsIn(value)
      .map((item) => item.replaceAll(/\s*\n\s*/g, " "))
      .join("\n");
  }
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}

/** An optional field that was emptied becomes undefined: it is left out. */
export function parseField(field: Field, text: string): ParsedField {
  const trimmed = text.trim();
  if (field.kind === "lines" || field.kind === "references") {
    const items = trimmed
      .split("\n")
      .map((item) => item.trim())
      .filter((item) => item !== "");
    const { min, max } = field;
    if (items.length < min || items.length > max) return { outcome: "wrong_count", min, max };
    return { outcome: "value", value: items };
  }
  if (trimmed === "") {
    return field.optional ? { outcome: "value", value: undefined } : { outcome: "empty" };
  }
  if (field.kind === "number") {
    return /^[1-9]\d*$/.test(trimmed)
      ? { outcome: "value", value: Number(trimmed) }
      : { outcome: "not_a_number" };
  }
  return { outcome: "value", value: trimmed };
}

export function stringsIn(value: unknown): string[] {
  return Array.isArray(value)
    ? value.filter((item): item is string => typeof item === "string")
    : [];
}

export function recordsIn(value: unknown): Readonly<Record<string, unknown>>[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

/** A content, or an item, with nothing in it yet. */
export function blank(table: FieldTable): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const [key, field] of Object.entries(table)) {
    const value = blankField(field);
    if (value !== undefined) result[key] = value;
  }
  return result;
}

function blankField(field: Field): unknown {
  if (field.optional && field.needed_unless === undefined) return undefined;
  switch (field.kind) {
    case "id":
      return randomKey();
    case "line":
    case "prose":
    case "reference":
      return "";
    case "number":
      return 0;
    case "choice":
      return field.options[0];
    case "lines":
    case "references":
      return [];
    case "group":
      return blank(field.fields);
    case "items":
      return Array.from({ length: field.min }, () => blank(field.fields));
  }
}

/** Pointers to what still has to be filled in. */
export function missing(table: FieldTable, value: unknown, at = ""): string[] {
  const record = isRecord(value) ? value : {};
  return Object.entries(table).flatMap(([key, field]) => {
    const pointer = `${at}/${key}`;
    const held = record[key];
    const need = field.needed_unless;
    if (need !== undefined && record[need.key] !== need.is) {
      const { optional: _, needed_unless: __, ...needed } = field;
      return missing({ [key]: needed }, { [key]: held }, at);
    }
    switch (field.kind) {
      case "id":
      case "choice":
        return [];
      case "group":
        return field.optional && isEmpty(tidied(field.fields, held))
          ? []
          : missing(field.fields, held, pointer);
      case "items": {
        const items = recordsIn(held);
        if (field.optional && items.length === 0) return [];
        if (items.length < field.min) return [pointer];
        return items.flatMap((item, index) => missing(field.fields, item, `${pointer}/${index}`));
      }
      case "lines":
      case "references":
      case "reference":
      case "number":
      case "line":
      case "prose": {
        // A reference may stay open: it becomes a check, never a refusal.
        if (field.kind === "reference") return [];
        if (field.optional && stringsIn(held).length === 0 && Array.isArray(held)) return [];
        if (field.optional && held === undefined) return [];
        const outcome = parseField(field, textOfField(field, held)).outcome;
        return outcome === "value" ? [] : [pointer];
      }
    }
  });
}

/** Whether nothing was filled in: choices have a word from the start. */
function isEmpty(tidy: Readonly<Record<string, unknown>>): boolean {
  return Object.keys(tidy).length === 0;
}

/** As it is sent: optional fields that were left empty are left out, texts are trimmed. */
export function tidied(table: FieldTable, value: unknown): Record<string, unknown> {
  const record = isRecord(value) ? value : {};
  const result: Record<string, unknown> = {};
  for (const [key, field] of Object.entries(table)) {
    const held = record[key];
    if (field.kind === "group") {
      const inside = tidied(field.fields, held);
      if (!field.optional || !isEmpty(inside)) result[key] = inside;
    } else if (field.kind === "items") {
      const items = recordsIn(held).map((item) => tidied(field.fields, item));
      if (!field.optional || items.length > 0) result[key] = items;
    } else if (field.kind === "id" || field.kind === "choice" || field.kind === "reference") {
      if (held !== undefined && !(field.optional && held === "")) result[key] = held;
    } else {
      if (field.optional && (held === undefined || (Array.isArray(held) && held.length === 0)))
        continue;
      const parsed = parseField(field, textOfField(field, held));
      if (parsed.outcome === "value" && parsed.value !== undefined) result[key] = parsed.value;
    }
  }
  return result;
}
