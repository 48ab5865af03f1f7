/**
 * What each stage's content holds, field by field, in reading order: how it is shown, edited and
 * locked. Checked against the content's types, so that a field which is missing here fails the build.
 */
import type { CharactersContent } from "#shared/content/characters.ts";
import type { ConceptContent } from "#shared/content/concept.ts";
import type { PlotContent } from "#shared/content/plot.ts";
import type { StoryContent } from "#shared/content/story.ts";
import type { WorldContent } from "#shared/content/world.ts";
import type { Stage } from "#shared/stages.ts";
import type { Field, FieldsOf, FieldTable, ReferenceTarget } from "./field-kinds.ts";

export type { Field, FieldTable, ReferenceTarget } from "./field-kinds.ts";

/** Every key that a content can have, at any depth: what the interface has a label for. */
type KeysIn<T> = T extends string | number
  ? never
  : T extends readonly (infer Item)[]
    ? KeysIn<Item>
    : { [K in keyof T & string]-?: K | KeysIn<NonNullable<T[K]>> }[keyof T & string];
export type FieldKey = Exclude<
  KeysIn<ConceptContent | StoryContent | WorldContent | CharactersContent | PlotContent>,
  "id"
>;

const id = { kind: "id" } as const;
const line = { kind: "line" } as const;
const prose = { kind: "prose" } as const;
const number = { kind: "number" } as const;
const reference = <T extends ReferenceTarget>(to: T) => ({ kind: "reference", to }) as const;
const references = <T extends ReferenceTarget>(to: T) => ({ kind: "references", to }) as const;

const head = {
  title: line,
  logline: prose,
  facts: {
    kind: "items",
    heading: "label",
    min: 3,
    max: 3,
    fields: { label: line, text: prose },
  },
  why: prose,
  open_questions: { kind: "lines", max: 3 },
} as const;

const concept: FieldsOf<ConceptContent> = {
  ...head,
  angle: line,
  genres: { kind: "lines", min: 1, max: 3 },
  protagonist: prose,
  desire: prose,
  obstacle: prose,
  stakes: prose,
  irony: prose,
  advantage: { kind: "prose", optional: true },
  reader_promise: prose,
  opening_hook: prose,
  tone: prose,
};

const story: FieldsOf<StoryContent> = {
  ...head,
  premise: prose,
  theme_question: prose,
  form: {
    kind: "group",
    fields: {
      kind: { kind: "choice", options: ["novel", "serial"] },
      target_length: number,
      chapter_length: number,
      unit: { kind: "choice", options: ["chars", "words"] },
      pov: line,
      tense: { kind: "line", optional: true },
      audience: prose,
    },
  },
  voice: { kind: "group", fields: { description: prose, sample: prose } },
  conflict: {
    kind: "group",
    fields: { want: prose, need: prose, opposition: prose, stakes: prose },
  },
  movements: {
    kind: "items",
    heading: "name",
    min: 4,
    max: 4,
    fields: { name: line, event: prose, change: prose },
  },
  engine: prose,
  pleasures: { kind: "lines", min: 3, max: 3 },
  threads: {
    kind: "items",
    heading: "question",
    min: 0,
    max: 30,
    fields: { id, question: prose, answer: prose },
  },
  avoid: { kind: "lines", max: 30 },
};

const world: FieldsOf<WorldContent> = {
  ...head,
  time_place: prose,
  daily_life: prose,
  rules: {
    kind: "items",
    heading: "rule",
    min: 3,
    max: 7,
    fields: { id, rule: prose, cost: prose, limit: prose },
  },
  power_levels: {
    kind: "items",
    optional: true,
    heading: "name",
    min: 0,
    max: 30,
    fields: { id, name: line, gain: prose, price: prose },
  },
  factions: {
    kind: "items",
    heading: "name",
    min: 0,
    max: 30,
    fields: { id, name: line, wants: prose, holds: prose, against: references("faction") },
  },
  places: {
    kind: "items",
    heading: "name",
    min: 3,
    max: 8,
    fields: { id, name: line, sense: prose, story_use: prose },
  },
  history: {
    kind: "items",
    heading: "when",
    min: 0,
    max: 30,
    fields: { id, when: line, event: prose, scar: prose },
  },
  secrets: {
    kind: "items",
    heading: "truth",
    min: 0,
    max: 30,
    fields: { id, truth: prose, known_by: prose, reveal: prose },
  },
  glossary: {
    kind: "items",
    heading: "term",
    min: 0,
    max: 60,
    fields: { id, term: line, meaning: prose },
  },
};

const characters: FieldsOf<CharactersContent> = {
  ...head,
  characters: {
    kind: "items",
    heading: "name",
    min: 2,
    max: 12,
    fields: {
      id,
      name: line,
      aliases: { kind: "lines", max: 12 },
      role: prose,
      age: line,
      gender: { kind: "line", optional: true },
      sign: prose,
      want: prose,
      need: prose,
      misbelief: prose,
      strength: prose,
      flaw: prose,
      secret: prose,
      voice: { kind: "group", fields: { description: prose, line: prose } },
      arc: { kind: "group", fields: { start: prose, turn: prose, end: prose } },
      faction_id: { kind: "reference", to: "faction", optional: true },
    },
  },
  relations: {
    kind: "items",
    heading: "kind",
    min: 0,
    max: 60,
    fields: {
      id,
      from: reference("character"),
      to: reference("character"),
      kind: line,
      surface: prose,
      truth: prose,
      change: prose,
    },
  },
};

const plot: FieldsOf<PlotContent> = {
  ...head,
  structure: prose,
  opening: {
    kind: "group",
    fields: { image: prose, first_three_chapters: { kind: "lines", min: 3, max: 3 } },
  },
  parts: {
    kind: "items",
    heading: "title",
    min: 1,
    max: 12,
    fields: {
      id,
      title: line,
      goal: prose,
      conflict: prose,
      turn: prose,
      end_hook: prose,
      length: number,
      chapters: {
        kind: "items",
        heading: "title",
        min: 0,
        max: 100,
        fields: {
          id,
          number,
          title: line,
          pov_id: reference("character"),
          place_id: reference("place"),
          cast_ids: references("character"),
          goal: prose,
          beats: { kind: "lines", min: 2, max: 5 },
          turn: prose,
          payoff: prose,
          hook: prose,
          thread_ids: references("plot_thread"),
        },
      },
    },
  },
  threads: {
    kind: "items",
    heading: "name",
    min: 0,
    max: 60,
    fields: {
      id: reference("story_thread"),
      name: { kind: "prose", optional: true },
      planted_in: reference("chapter_or_part"),
      echoes: references("chapter_or_part"),
      paid_in: reference("chapter_or_part"),
    },
  },
  ending: prose,
};

export const STAGE_FIELDS: Readonly<Record<Stage, FieldTable>> = {
  CONCEPT_SELECTION: concept,
  STORY_CONCEPTION: story,
  WORLDVIEW: world,
  CHARACTERS: characters,
  PLOT_OUTLINE: plot,
};

/** The fields that every stage's content starts with. */
export const HEAD_KEYS: readonly string[] = Object.keys(head);

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
