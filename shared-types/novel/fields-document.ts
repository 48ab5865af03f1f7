/** A stage's content as blocks, by the same table of fields as the studio. */
import type { Field, FieldTable, ItemsField } from "../content/field-kinds.ts";
import { fieldNameIn } from "../content/field-names.ts";
import { isUnsaid } from "../content/unsaid.ts";
import type { Novel } from "../foundation/novel.ts";
import { isRecord } from "../pointer.ts";
import type { OriginKind } from "../statuses.ts";
import {
  type Block,
  type Inline,
  type Line,
  joined,
  list,
  oneLine,
  paragraph,
  paragraphs,
  paragraphsOf,
  said,
  strong,
} from "./document.ts";
import type { NovelIndex } from "./novel-index.ts";
import type { NovelOrigins } from "./novel-origins.ts";
import { bookWordsIn } from "./words.ts";

export interface Writer {
  readonly novel: Novel;
  readonly index: NovelIndex;
  readonly origins: NovelOrigins;
  /** Whether the reader sees where a text is from; a sample is labelled as one all the same. */
  readonly hasProvenance: boolean;
  /** Question's id → what to say beside it. */
  readonly comments: ReadonlyMap<string, string>;
  /** Items that have a note of their own are linked and not told. */
  readonly hasOwnNote: (pointer: string) => boolean;
}

export function heading(
  writer: Writer,
  level: number,
  text: string,
  kind: OriginKind | null,
  at?: string,
): Block {
  const line = [said(text), ...asideOf(writer, kind)];
  return at === undefined ? { kind: "heading", level, line } : { kind: "heading", level, line, at };
}

/**
 * Every field of `value` that says something.
 * @param around the origin that the surroundings have named
 * @param holder the list or group that the fields stand in
 */
export function tableBlocks(
  writer: Writer,
  table: FieldTable,
  value: unknown,
  pointer: string,
  level: number,
  around: OriginKind | null,
  holder: string | null = null,
): Block[] {
  if (!isRecord(value)) return [];
  return Object.entries(table).flatMap(([key, field]): Block[] => {
    if (field.kind === "id" || key === "id") return [];
    const at = `${pointer}/${key}`;
    const held = value[key];
    const name = fieldNameIn(writer.novel.language, key, holder);
    if (field.kind === "group") {
      const inside = writer.origins.kindAt(at) ?? around;
      const below = tableBlocks(writer, field.fields, held, at, level + 1, inside, key);
      return below.length === 0
        ? []
        : [heading(writer, level, name, markOf(writer, at, around), at), ...below];
    }
    if (field.kind === "items")
      return itemBlocks(writer, field, held, at, level, around, key, name);
    return fieldBlocks(writer, field, held, [strong(name + textOfAside(writer, at, around))]);
  });
}

function fieldBlocks(writer: Writer, field: Field, held: unknown, label: Line): Block[] {
  if (field.kind === "lines") {
    const lines = stringsIn(held);
    return lines.length === 0 ? [] : [paragraph(...label), list(lines.map((line) => [said(line)]))];
  }
  if (field.kind === "prose" || field.kind === "line") {
    if (typeof held !== "string" || isUnsaid(held)) return [];
    const lines = paragraphsOf(held);
    if (lines.length === 0) return [];
    if (lines.length > 1) return [paragraph(...label), ...paragraphs(held)];
  }
  const line = lineOf(writer, field, held);
  const { labelEnd } = bookWordsIn(writer.novel.language);
  return line.length === 0 ? [] : [paragraph(...label, { text: labelEnd }, ...line)];
}

function itemBlocks(
  writer: Writer,
  field: ItemsField,
  held: unknown,
  pointer: string,
  level: number,
  around: OriginKind | null,
  key: string,
  name: string,
): Block[] {
  if (!Array.isArray(held) || held.length === 0) return [];
  const title = heading(writer, level, name, null, pointer);
  const items = held.map((item: unknown, at) => ({ item, at: `${pointer}/${at}` }));
  if (items.every(({ at }) => writer.hasOwnNote(at))) {
    const links = items.flatMap(({ item, at }, place) =>
      isRecord(item) ? [[{ text: itemTitle(writer, field, item, key, place), to: at }]] : [],
    );
    return [title, list(links)];
  }
  const { [field.heading]: _named, ...rest } = field.fields;
  const [only, ...more] = Object.entries(rest).filter(([, { kind }]) => kind !== "id");
  if (more.length === 0) {
    return [title, list(pairs(writer, field, only?.[0] ?? null, held, pointer, around))];
  }
  return [
    title,
    ...items.flatMap(({ item, at }, place) => {
      if (!isRecord(item)) return [];
      const kind = writer.origins.kindAt(at);
      const mark = kind === "sample" ? kind : markOf(writer, at, around);
      return [
        heading(writer, level + 1, itemTitle(writer, field, item, key, place), mark, at),
        ...tableBlocks(writer, rest, item, at, level + 2, kind ?? around, key),
      ];
    }),
  ];
}

/** Items that are a name, or a name and one text, such as a word and its meaning: one line each. */
function pairs(
  writer: Writer,
  { heading: named, fields }: ItemsField,
  key: string | null,
  held: readonly unknown[],
  pointer: string,
  around: OriginKind | null,
): Line[] {
  const { labelEnd } = bookWordsIn(writer.novel.language);
  const of = (item: Readonly<Record<string, unknown>>, part: string | null): Line => {
    const field = part === null ? undefined : fields[part];
    return part === null || field === undefined ? [] : lineOf(writer, field, item[part]);
  };
  return held.filter(isRecord).map((item, place) => {
    const comment = typeof item.id === "string" ? writer.comments.get(item.id) : undefined;
    const name = of(item, named).map((piece) =>
      comment === undefined ? piece : { ...piece, comment },
    );
    const aside = textOfAside(writer, `${pointer}/${place}`, around);
    if (key === null) return [...name, ...(aside === "" ? [] : [{ text: aside }])];
    const label = strong(name.map(({ text }) => text).join("") + aside);
    return [label, { text: labelEnd }, ...of(item, key)];
  });
}

function itemTitle(
  { novel, index }: Writer,
  field: ItemsField,
  item: Readonly<Record<string, unknown>>,
  key: string,
  place: number,
): string {
  if (key === "relations" && typeof item.from === "string" && typeof item.to === "string") {
    const ends = [item.from, item.to].map((id) => index.nameOf("character", id));
    return `${ends.join(" → ")} · ${String(item.kind)}`;
  }
  const named = item[field.heading];
  const of = field.fields[field.heading];
  if (of?.kind === "reference" && typeof named === "string") return index.nameOf(of.to, named);
  if (typeof named === "string") {
    return key === "chapters" && typeof item.number === "number"
      ? bookWordsIn(novel.language).packet.title(item.number, named)
      : named;
  }
  if (typeof item.id === "string" && index.find("plot_thread", item.id)) {
    return index.nameOf("plot_thread", item.id);
  }
  return String(place + 1);
}

/** The origin to name here, null where the surroundings have named it. */
function markOf(
  { origins }: Writer,
  pointer: string,
  around: OriginKind | null,
): OriginKind | null {
  const kind = origins.kindAt(pointer);
  return kind === around ? null : kind;
}

function textOfAside(writer: Writer, pointer: string, around: OriginKind | null): string {
  return asideOf(writer, markOf(writer, pointer, around))
    .map(({ text }) => text)
    .join("");
}

function asideOf({ novel, hasProvenance }: Writer, kind: OriginKind | null): Line {
  if (kind === null || (!hasProvenance && kind !== "sample")) return [];
  const words = bookWordsIn(novel.language);
  return [{ text: words.aside(words.origin[kind]) }];
}

/** A field's value on one line; empty where it says nothing. */
export function lineOf({ novel, index }: Writer, field: Field, held: unknown): Line {
  const words = bookWordsIn(novel.language);
  const plain = (text: string): Line => (text.trim() === "" ? [] : [said(text)]);
  const named = (to: Parameters<NovelIndex["nameOf"]>[0], id: string): Line => {
    const text = oneLine(index.nameOf(to, id));
    const pointer = index.find(to, id)?.pointer;
    if (text === "") return [];
    const piece: Inline = pointer === undefined ? { text } : { text, to: pointer };
    return [piece];
  };
  switch (field.kind) {
    case "lines":
      return plain(stringsIn(held).join(words.listSeparator));
    case "references":
      return joined(
        stringsIn(held)
          .map((id) => named(field.to, id))
          .filter((line) => line.length > 0),
        words.listSeparator,
      );
    case "reference":
      return typeof held === "string" ? named(field.to, held) : [];
    case "choice":
      if (held === "novel" || held === "serial") return plain(words.kinds[held]);
      if (held === "lead" || held === "major" || held === "minor")
        return plain(words.weights[held]);
      return held === "chars" || held === "words" ? plain(words.units[held]) : [];
    case "number":
      return typeof held === "number" ? plain(String(held)) : [];
    case "line":
    case "prose":
      return typeof held === "string" && !isUnsaid(held) ? plain(held) : [];
    case "id":
    case "group":
    case "items":
      return [];
  }
}

function stringsIn(held: unknown): string[] {
  return Array.isArray(held) ? held.filter((item): item is string => typeof item === "string") : [];
}
