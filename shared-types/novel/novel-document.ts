/** The whole novel, or one of its stages, as sections in the book's language. */
import { STAGE_FIELDS } from "../content/fields.generated.ts";
import type { Novel } from "../foundation/novel.ts";
import { NOVEL_PARTS, STAGES, type Stage } from "../stages.ts";
import { checkSentence } from "./check-words.ts";
import { type Block, list, paragraph, quote, said, type Section, strong } from "./document.ts";
import { heading, tableBlocks, type Writer } from "./fields-document.ts";
import { markdownOf } from "./markdown.ts";
import { indexNovel } from "./novel-index.ts";
import { novelOrigins } from "./novel-origins.ts";
import { titleSection } from "./title-page.ts";
import { bookWordsIn } from "./words.ts";

/** What of a book is told beside the book. */
export interface Beside {
  /** The writer's own words, and what was decided on the book's questions. */
  readonly brief: boolean;
  /** Where each text is from; samples are labelled in any case. */
  readonly provenance: boolean;
  readonly checks: boolean;
}

export const ALL_BESIDE: Beside = { brief: true, provenance: true, checks: true };

export function writerOf(novel: Novel, beside: Beside = ALL_BESIDE): Writer {
  return {
    novel,
    index: indexNovel(novel),
    origins: novelOrigins(novel),
    hasProvenance: beside.provenance,
    comments: commentsOf(novel),
    hasOwnNote: () => false,
  };
}

/**
 * Every field of the novel. Where a text's origin differs from what surrounds it, its label says
 * so; a sample's every heading does.
 */
export function novelSections(
  novel: Novel,
  beside: Beside = ALL_BESIDE,
  writer: Writer = writerOf(novel, beside),
): Section[] {
  return [
    titleSection(writer),
    ...STAGES.map((stage) => stageSection(writer, stage)),
    ...(beside.brief ? briefSection(writer) : []),
    ...questionsSection(writer),
    ...(beside.checks ? [checksSection(writer)] : []),
  ];
}

/** One stage alone, with the book's name above it. */
export function stageSections(novel: Novel, stage: Stage, beside: Beside = ALL_BESIDE): Section[] {
  const writer = writerOf(novel, beside);
  const name: Block = { kind: "heading", level: 1, line: [said(novel.title)] };
  return [{ name: "title", blocks: [name] }, stageSection(writer, stage)];
}

export function novelMarkdown(novel: Novel, beside: Beside = ALL_BESIDE): string {
  return markdownOf(novelSections(novel, beside));
}

export function stageSection(writer: Writer, stage: Stage): Section {
  const { novel, origins } = writer;
  const part = NOVEL_PARTS[stage];
  const at = `/${part}`;
  const kind = origins.kindAt(at);
  return {
    name: part,
    blocks: [
      heading(writer, 2, bookWordsIn(novel.language).stages[stage], kind, at),
      ...tableBlocks(writer, STAGE_FIELDS[stage], novel[part], at, 3, kind),
    ],
  };
}

/** Word for word, and what was decided on the book's questions. */
export function briefSection(writer: Writer): Section[] {
  const { brief, questions, language } = writer.novel;
  const words = bookWordsIn(language);
  const blocks: Block[] = (["idea", "genre", "hints", "notes"] as const).flatMap((field) => {
    const text = quote(brief[field] ?? "");
    return text.length === 0 ? [] : [paragraph(strong(words.brief[field])), ...text];
  });
  if (brief.constraints.length > 0) {
    blocks.push(
      paragraph(strong(words.brief.constraints)),
      list(brief.constraints.map((rule) => [said(rule)])),
    );
  }
  const decided = questions.flatMap(({ question, answer, status }) => {
    if (status === "OPEN") return [];
    const settled = status === "LEFT_OPEN" ? words.brief.leftOpen : (answer ?? "");
    return [[said(`${question}${words.sentenceSeparator}${settled}`)]];
  });
  if (decided.length > 0) blocks.push(paragraph(strong(words.brief.decided)), list(decided));
  if (blocks.length === 0) return [];
  return [{ name: "brief", blocks: [heading(writer, 2, words.brief.title, null), ...blocks] }];
}

export function questionsSection(writer: Writer): Section[] {
  const { novel } = writer;
  const questions = novel.open_questions;
  if (questions.length === 0) return [];
  const { openQuestions } = bookWordsIn(novel.language).checks;
  const items = list(questions.map(({ question }) => [said(question)]));
  return [{ name: "questions", blocks: [heading(writer, 2, openQuestions, null), items] }];
}

export function checksSection(writer: Writer): Section {
  const { novel, index } = writer;
  const words = bookWordsIn(novel.language);
  const found = novel.checks.map((check) => [
    said(checkSentence(novel, index, check, novel.language)),
  ]);
  return {
    name: "checks",
    blocks: [
      heading(writer, 2, words.checksTitle, null),
      found.length === 0 ? paragraph(said(words.checks.none)) : list(found),
    ],
  };
}

/** What to say beside a question where it stands, as long as nobody has decided on it. */
function commentsOf(novel: Novel): Map<string, string> {
  const words = bookWordsIn(novel.language).comment;
  const comments = new Map<string, string>(novel.open_questions.map(({ id }) => [id, words.open]));
  for (const { question_id, status, answer } of novel.questions) {
    if (status === "OPEN") comments.set(question_id, words.open);
    if (status === "PROPOSED") comments.set(question_id, words.proposed(answer ?? ""));
  }
  return comments;
}
