/** The whole novel as Markdown, in the book's language, by the same table of fields as the studio. */
import type { Novel } from "#shared/foundation/novel.ts";
import { NOVEL_PARTS, STAGES, type Stage } from "#shared/stages.ts";
import type { OriginKind } from "#shared/statuses.ts";
import { fieldNameIn } from "../../i18n/labels.ts";
import { lengthIn, novelWordsIn } from "../../i18n/novel.words.ts";
import type { Field, FieldTable } from "#shared/content/field-kinds.ts";
import { STAGE_FIELDS } from "#shared/content/fields.generated.ts";
import { isUnsaid } from "#shared/content/unsaid.ts";
import { checkSentence } from "./novel-check-words.ts";
import { indexNovel, type NovelIndex } from "./novel-index.ts";
import { markdownLine, markdownText } from "./novel-markdown-text.ts";
import { type NovelOrigins, novelOrigins } from "./novel-origins.ts";
import { isRecord } from "../content/pointer.ts";

/**
 * Every field of the novel. Where a text's origin differs from what surrounds it, its label says
 * so; a sample's every heading does.
 */
export function novelMarkdown(novel: Novel, stageNames: Readonly<Record<Stage, string>>): string {
  const { language, form } = novel;
  const words = novelWordsIn(language);
  const index = indexNovel(novel);
  const origins = novelOrigins(novel);
  const writer: Writer = { novel, index, origins, blocks: [] };

  const { blocks } = writer;
  blocks.push(`# ${markdownLine(novel.title)}`, quoted(markdownText(novel.blurb)));
  blocks.push(
    [
      novel.tags.map(markdownLine).join(words.listSeparator),
      words.titlePage.ofLength(
        words.kinds[form.kind],
        lengthIn(language, form.target_length, form.unit),
        lengthIn(language, form.chapter_length, form.unit),
      ),
      words.titlePage.edition(novel.edition),
    ].join("  \n"),
  );
  if (origins.has("sample")) blocks.push(`**${words.originNote}**`);

  for (const stage of STAGES) {
    const part = NOVEL_PARTS[stage];
    const kind = origins.kindAt(`/${part}`);
    heading(writer, 2, stageNames[stage], kind);
    writeTable(writer, STAGE_FIELDS[stage], novel[part], `/${part}`, 3, kind);
  }

  writeBrief(writer);
  if (novel.open_questions.length > 0) {
    heading(writer, 2, words.checks.openQuestions, null);
    blocks.push(listed(novel.open_questions.map(({ question }) => markdownLine(question))));
  }
  heading(writer, 2, words.sections.checks, null);
  blocks.push(
    novel.checks.length === 0
      ? words.checks.none
      : listed(
          novel.checks.map((check) => markdownLine(checkSentence(novel, index, check, language))),
        ),
  );
  return `${blocks.join("\n\n")}\n`;
}

/** Word for word, and what was decided on the book's questions. */
function writeBrief(writer: Writer): void {
  const { brief, questions, language } = writer.novel;
  const words = novelWordsIn(language);
  const { blocks } = writer;
  const said = (["idea", "genre", "hints", "notes"] as const).flatMap((field) => {
    const text = brief[field];
    return text === null || text.trim() === ""
      ? []
      : [`**${words.brief[field]}**`, quoted(markdownText(text))];
  });
  const rules = brief.constraints.map(markdownLine);
  if (rules.length > 0) said.push(`**${words.brief.constraints}**`, listed(rules));
  const decided = questions.flatMap(({ question, answer, status }) => {
    if (status === "OPEN") return [];
    const settled = status === "LEFT_OPEN" ? words.brief.leftOpen : (answer ?? "");
    return [markdownLine(`${question}${words.sentenceSeparator}${settled}`)];
  });
  if (decided.length > 0) said.push(`**${words.brief.decided}**`, listed(decided));
  if (said.length === 0) return;
  heading(writer, 2, words.brief.title, null);
  blocks.push(...said);
}

interface Writer {
  readonly novel: Novel;
  readonly index: NovelIndex;
  readonly origins: NovelOrigins;
  readonly blocks: string[];
}

function heading(
  { novel, blocks }: Writer,
  level: number,
  text: string,
  kind: OriginKind | null,
): void {
  const origin = kind === null ? "" : asideOf(novel.language, kind);
  blocks.push(`${"#".repeat(Math.min(level, 6))} ${text}${origin}`);
}

function writeTable(
  writer: Writer,
  table: FieldTable,
  value: unknown,
  pointer: string,
  level: number,
  around: OriginKind | null,
  holder: string | null = null,
): void {
  if (!isRecord(value)) return;
  for (const [key, field] of Object.entries(table)) {
    if (field.kind === "id" || key === "id") continue;
    const at = `${pointer}/${key}`;
    const held = value[key];
    const name = fieldNameIn(writer.novel.language, key, holder);
    if (field.kind === "group") {
      heading(writer, level, name, markOf(writer, at, around));
      const inside = writer.origins.kindAt(at) ?? around;
      writeTable(writer, field.fields, held, at, level + 1, inside, key);
    } else if (field.kind === "items") {
      writeItems(writer, field, held, at, level, around, key, name);
    } else {
      const text = textOf(writer, field, held);
      if (text === "") continue;
      writer.blocks.push(
        `**${name}${originOf(writer, at, around)}**${separator(writer, field, text)}${text}`,
      );
    }
  }
}

function writeItems(
  writer: Writer,
  field: Extract<Field, { kind: "items" }>,
  held: unknown,
  pointer: string,
  level: number,
  around: OriginKind | null,
  key: string,
  name: string,
): void {
  if (!Array.isArray(held) || held.length === 0) return;
  heading(writer, level, name, null);
  const { [field.heading]: _named, ...rest } = field.fields;
  const [only, ...more] = Object.entries(rest).filter(([, { kind }]) => kind !== "id");
  if (more.length === 0) {
    writer.blocks.push(listed(pairs(writer, field, only?.[0] ?? null, held, pointer, around)));
    return;
  }
  for (const [position, item] of held.entries()) {
    if (!isRecord(item)) continue;
    const at = `${pointer}/${position}`;
    const kind = writer.origins.kindAt(at);
    heading(
      writer,
      level + 1,
      itemTitle(writer, field, item, key, position),
      kind === "sample" ? kind : markOf(writer, at, around),
    );
    writeTable(writer, rest, item, at, level + 2, kind ?? around, key);
  }
}

/** Items that are a name, or a name and one text, such as a word and its meaning: one line each. */
function pairs(
  writer: Writer,
  { heading, fields }: Extract<Field, { kind: "items" }>,
  key: string | null,
  held: readonly unknown[],
  pointer: string,
  around: OriginKind | null,
): string[] {
  const { labelEnd } = novelWordsIn(writer.novel.language);
  return held.filter(isRecord).map((item, position) => {
    const [name = "", text = ""] = [heading, key].map((part) => {
      const field = part === null ? undefined : fields[part];
      return part === null || field === undefined
        ? ""
        : textOf(writer, field, item[part]).replaceAll("\n", " ");
    });
    if (key === null) return `${name}${originOf(writer, `${pointer}/${position}`, around)}`;
    return `**${name}${originOf(writer, `${pointer}/${position}`, around)}**${labelEnd}${text}`;
  });
}

function itemTitle(
  { novel, index }: Writer,
  field: Extract<Field, { kind: "items" }>,
  item: Readonly<Record<string, unknown>>,
  key: string,
  position: number,
): string {
  const words = novelWordsIn(novel.language);
  if (key === "relations" && typeof item.from === "string" && typeof item.to === "string") {
    const ends = [item.from, item.to].map((id) => markdownLine(index.nameOf("character", id)));
    return `${ends.join(" → ")} · ${markdownLine(String(item.kind))}`;
  }
  const named = item[field.heading];
  const of = field.fields[field.heading];
  if (of?.kind === "reference" && typeof named === "string") {
    return markdownLine(index.nameOf(of.to, named));
  }
  if (typeof named === "string") {
    const title = markdownLine(named);
    return key === "chapters" && typeof item.number === "number"
      ? words.packet.title(item.number, title)
      : title;
  }
  if (typeof item.id === "string" && index.find("plot_thread", item.id)) {
    return markdownLine(index.nameOf("plot_thread", item.id));
  }
  return String(position + 1);
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

function originOf(writer: Writer, pointer: string, around: OriginKind | null): string {
  const kind = markOf(writer, pointer, around);
  return kind === null ? "" : asideOf(writer.novel.language, kind);
}

function asideOf(language: Novel["language"], kind: OriginKind): string {
  const words = novelWordsIn(language);
  return words.aside(words.origin[kind]);
}

function separator({ novel }: Writer, field: Field, text: string): string {
  return field.kind === "lines" || text.includes("\n")
    ? "\n\n"
    : novelWordsIn(novel.language).labelEnd;
}

function textOf({ novel, index }: Writer, field: Field, held: unknown): string {
  const words = novelWordsIn(novel.language);
  const lines = Array.isArray(held) ? held.filter((item) => typeof item === "string") : [];
  switch (field.kind) {
    case "lines":
      return lines.length === 0 ? "" : listed(lines.map(markdownLine));
    case "references":
      return lines.map((id) => markdownLine(index.nameOf(field.to, id))).join(words.listSeparator);
    case "reference":
      return typeof held === "string" ? markdownLine(index.nameOf(field.to, held)) : "";
    case "choice":
      if (held === "novel" || held === "serial") return words.kinds[held];
      if (held === "lead" || held === "major" || held === "minor") return words.weights[held];
      return held === "chars" || held === "words" ? words.units[held] : "";
    case "number":
      return typeof held === "number" ? String(held) : "";
    case "line":
    case "prose":
      return typeof held === "string" && !isUnsaid(held) ? markdownText(held) : "";
    case "id":
    case "group":
    case "items":
      return "";
  }
}

function listed(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join("\n");
}

function quoted(text: string): string {
  return text.replace(/^/gm, "> ");
}
