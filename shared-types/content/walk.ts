/** Going through a content by its table of fields: its items, and what refers to them. No zod. */
import type { Field, FieldTable, ItemsField, ReferenceTarget, TargetKind } from "./field-kinds.ts";

type Json = Readonly<Record<string, unknown>>;

export interface PlacedItem {
  readonly field: ItemsField;
  readonly item: Json;
  /** RFC 6901, from where the walk began. */
  readonly pointer: string;
}

export interface PlacedReference {
  readonly to: ReferenceTarget;
  /** An id, or the name that a model wrote and nobody has. */
  readonly ref: string;
  readonly pointer: string;
}

/** Every item of every list that `table` knows, an outer one before those inside of it. */
export function* itemsIn(table: FieldTable, value: unknown, at = ""): Generator<PlacedItem> {
  for (const { field, held, pointer } of fieldsIn(table, value, at)) {
    if (field.kind === "group") yield* itemsIn(field.fields, held, pointer);
    if (field.kind !== "items" || !Array.isArray(held)) continue;
    for (const [index, item] of held.entries()) {
      if (!isObject(item)) continue;
      yield { field, item, pointer: `${pointer}/${index}` };
      yield* itemsIn(field.fields, item, `${pointer}/${index}`);
    }
  }
}

export interface PlacedEntry {
  readonly target: TargetKind;
  readonly index: number;
  readonly text: string;
  readonly pointer: string;
}

/** Every entry of the lists of texts that can be referred to; none stands in an item. */
export function* entriesIn(table: FieldTable, value: unknown, at = ""): Generator<PlacedEntry> {
  for (const { field, held, pointer } of fieldsIn(table, value, at)) {
    if (field.kind !== "lines" || field.target === undefined || !Array.isArray(held)) continue;
    for (const [index, text] of held.entries()) {
      if (typeof text !== "string") continue;
      yield { target: field.target, index, text, pointer: `${pointer}/${index}` };
    }
  }
}

/** Every reference, in the order of the content. An item's own id is none, whatever it adopts. */
export function* referencesIn(
  table: FieldTable,
  value: unknown,
  at = "",
): Generator<PlacedReference> {
  for (const { key, field, held, pointer } of fieldsIn(table, value, at)) {
    switch (field.kind) {
      case "reference":
        if (key !== "id" && typeof held === "string") yield { to: field.to, ref: held, pointer };
        break;
      case "references":
        if (!Array.isArray(held)) break;
        for (const [index, ref] of held.entries()) {
          if (typeof ref === "string") yield { to: field.to, ref, pointer: `${pointer}/${index}` };
        }
        break;
      case "group":
        yield* referencesIn(field.fields, held, pointer);
        break;
      case "items":
        if (!Array.isArray(held)) break;
        for (const [index, item] of held.entries()) {
          yield* referencesIn(field.fields, item, `${pointer}/${index}`);
        }
        break;
      case "id":
      case "line":
      case "prose":
      case "number":
      case "choice":
      case "lines":
    }
  }
}

interface PlacedField {
  readonly key: string;
  readonly field: Field;
  readonly held: unknown;
  readonly pointer: string;
}

function* fieldsIn(table: FieldTable, value: unknown, at: string): Generator<PlacedField> {
  if (!isObject(value)) return;
  for (const [key, field] of Object.entries(table)) {
    yield { key, field, held: value[key], pointer: `${at}/${key}` };
  }
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
