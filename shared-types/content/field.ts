/**
 * The builders that every content is made of. A field is described once, where its schema is: its
 * kind, bounds and target, and its name in both languages. What other parts need of it is generated
 * from here (generate/content-fields.ts).
 */
import { z } from "zod";
import {
  LINE,
  PARAGRAPH,
  SENTENCE,
  TEXT_PATTERNS,
  isStorable,
  itemId,
  itemRef,
  text,
} from "../text.ts";
import type { ReferenceTarget, TargetKind } from "./field-kinds.ts";

/** A field's name in the interface, in streamed text and in exports. */
export interface Label {
  readonly en: string;
  readonly "zh-CN": string;
}

type Note = { readonly label: Label; readonly isOrdered?: true } & (
  | { readonly kind: "line" | "prose" | "number" | "choice" | "group" }
  | { readonly kind: "lines"; readonly target?: TargetKind }
  | ReferenceNote
  | ItemsNote
);

interface ReferenceNote {
  readonly kind: "reference" | "references";
  readonly to: ReferenceTarget;
  /** What a model is told to write there. */
  readonly hint: string;
}

interface ItemsNote {
  readonly kind: "items";
  readonly heading: string;
  readonly names: readonly string[];
  readonly identity?: readonly string[];
  readonly target?: TargetKind;
}

/** What is known of a field beside its schema. */
export const fieldNotes = z.registry<Note>();

/** When a field may be left out, where that is not always so. */
type OptionNote =
  | { readonly needed_unless: { readonly key: string; readonly is: string } }
  | { readonly earlier: true };

export const optionNotes = z.registry<OptionNote>();

/** A field that may be left out only where the field `key` of the same object is `is`. */
export const neededUnless = <S extends z.ZodType>(key: string, is: string, schema: S) =>
  optional(schema, { needed_unless: { key, is } });

/** A field that only contents of an earlier version have: nobody is asked for it any more. */
export const earlier = <S extends z.ZodType>(schema: S) => optional(schema, { earlier: true });

function optional<S extends z.ZodType>(schema: S, note: OptionNote) {
  const made = schema.optional();
  optionNotes.add(made, note);
  return made;
}

/** The object, which refuses what `neededUnless` says. */
export function withNeeds<O extends z.ZodObject>(object: O): O {
  return object.superRefine((value, context) => {
    const held: Readonly<Record<string, unknown>> = value;
    for (const [name, schema] of Object.entries(object.shape)) {
      const note = schema instanceof z.ZodOptional ? optionNotes.get(schema) : undefined;
      if (note === undefined || !("needed_unless" in note) || held[name] !== undefined) continue;
      const { key, is } = note.needed_unless;
      if (held[key] === is) continue;
      context.addIssue({ code: "custom", path: [name], message: `needed unless ${key} is ${is}` });
    }
  });
}

function label(en: string, zhCN: string): Label {
  return { en, "zh-CN": zhCN };
}

function noted<S extends z.ZodType>(schema: S, note: Note): S {
  fieldNotes.add(schema, note);
  return schema;
}

/** A name or label: one line. */
export const line = (en: string, zhCN: string) =>
  noted(text(LINE), { kind: "line", label: label(en, zhCN) });

/** A sentence or two. */
export const sentence = (en: string, zhCN: string) =>
  noted(text(SENTENCE), { kind: "prose", label: label(en, zhCN) });

/** A paragraph, or several. */
export const paragraph = (en: string, zhCN: string) =>
  noted(text(PARAGRAPH), { kind: "prose", label: label(en, zhCN) });

/** A whole number from 1. */
export const count = (en: string, zhCN: string, max: number) =>
  noted(z.int().min(1).max(max), { kind: "number", label: label(en, zhCN) });

/** One of a few words. `id` names the type. */
export const choice = <const V extends readonly [string, ...string[]]>(
  en: string,
  zhCN: string,
  id: string,
  options: V,
) => noted(z.enum(options).meta({ id }), { kind: "choice", label: label(en, zhCN) });

interface ListOptions {
  readonly min?: number;
  readonly max: number;
  /** The order of the entries means something. */
  readonly isOrdered?: true;
}

interface LinesOptions extends ListOptions {
  /** What an entry is to those that refer to it, as `pleasure-1` (targets.ts). */
  readonly target?: TargetKind;
}

/** Several texts. `id` names the type of one. */
export const lines = (
  en: string,
  zhCN: string,
  id: string,
  size: typeof LINE | typeof SENTENCE,
  { min = 0, max, isOrdered, target }: LinesOptions,
) =>
  noted(bounded(z.array(text(size).meta({ id })), min, max), {
    kind: "lines",
    label: label(en, zhCN),
    ...(target === undefined ? {} : { target }),
    ...(isOrdered === undefined ? {} : { isOrdered }),
  });

/** The id of another item, by whose name a model calls it. */
export const reference = (en: string, zhCN: string, to: ReferenceTarget, hint: string) =>
  noted(
    z
      .string()
      .max(300)
      .refine(isStorable, { message: "must not contain NUL or lone surrogates" })
      .meta({ pattern: TEXT_PATTERNS.any }),
    { kind: "reference", label: label(en, zhCN), to, hint },
  );

/** The id of an item that carries on another one: it has that one's id, or one of its own. */
export const adoptedId = (en: string, zhCN: string, to: ReferenceTarget) =>
  noted(itemId.clone(), { kind: "reference", label: label(en, zhCN), to, hint: "" });

/** The ids of several other items. */
export const references = (
  en: string,
  zhCN: string,
  to: ReferenceTarget,
  hint: string,
  max: number,
) => noted(z.array(itemRef).max(max), { kind: "references", label: label(en, zhCN), to, hint });

/** Fields that belong together. `id` names the type. */
export const group = <const Shape extends z.core.$ZodLooseShape>(
  en: string,
  zhCN: string,
  id: string,
  shape: Shape,
) => noted(z.object(shape).strict().meta({ id }), { kind: "group", label: label(en, zhCN) });

interface ItemsOptions<Key> extends ListOptions {
  /** The field that names an item on the screen. */
  readonly heading: Key;
  /** Absent: the heading. */
  readonly names?: readonly Key[];
  readonly identity?: readonly Key[];
  /** What an item is to those that refer to it. */
  readonly target?: TargetKind;
}

/** A list of objects; `item` is what one of them is. */
export const items = <Item extends z.ZodObject>(
  en: string,
  zhCN: string,
  item: Item,
  options: ItemsOptions<keyof z.infer<Item> & string>,
) => {
  const { min = 0, max, heading, names = [heading], identity, target, isOrdered } = options;
  return noted(bounded(z.array(item), min, max), {
    kind: "items",
    label: label(en, zhCN),
    heading,
    names,
    ...(identity === undefined ? {} : { identity }),
    ...(target === undefined ? {} : { target }),
    ...(isOrdered === undefined ? {} : { isOrdered }),
  });
};

function bounded<S extends z.ZodType>(array: z.ZodArray<S>, min: number, max: number) {
  return min === 0 ? array.max(max) : min === max ? array.length(max) : array.min(min).max(max);
}
