/** A foundation in which everything is used, paid and named, and ways to spoil it. */
import type { Check } from "./check.ts";
import { foundationChecks } from "./checks.ts";
import { charactersContent } from "../content/characters.ts";
import { conceptContent } from "../content/concept.ts";
import { plotContent } from "../content/plot.ts";
import { storyContent } from "../content/story.ts";
import { worldContent } from "../content/world.ts";
import type { Foundation } from "./foundation.ts";

export const head = {
  title: "The Lamp Tax",
  logline: "A lighthouse clerk audits the dark.",
  facts: [1, 2, 3].map((n) => ({ label: `Fact ${n}`, text: "A fact." })),
  why: "Because.",
  open_questions: [],
};

export const person = (id: string, name: string, turn: string) => ({
  id,
  name,
  aliases: new Array<string>(),
  weight: "major" as const,
  role: "one of the cast",
  age: "30",
  sign: "a scar",
  presence: "upright",
  want: "a want",
  need: "a need",
  misbelief: "a misbelief",
  strength: "a strength",
  flaw: "a flaw",
  secret: "a secret",
  knows: [],
  voice: { description: "plain", line: `Well, said ${name}.` },
  arc: { start: "as before", turn, end: "changed" },
  faction_ids: [],
});

export const chapter = (id: string, number: number, beats: string[], cast_ids: string[] = []) => ({
  id,
  number,
  title: `Chapter ${number}`,
  pov_id: "mara",
  place_id: "tower",
  cast_ids,
  goal: "Go on.",
  beats,
  turn: "It turns.",
  reveals: [],
  payoff_ids: [],
  hook: "It hooks.",
  thread_ids: ["who"],
  length: 15_000,
});

export const thread = (id: string, question: string) => ({
  id,
  question,
  answer: "The clerk.",
  clues: [],
  answered_when: "At the end.",
});

/** A foundation in which every check is content. */
export function sound(): Foundation {
  return {
    concept: conceptContent.parse({
      ...head,
      angle: "a",
      dramatic_question: "q",
      genres: ["g"],
      protagonist: "p",
      desire: "d",
      obstacle: "o",
      stakes: "s",
      irony: "i",
      reader_promise: "r",
      opening_hook: "h",
      tone: "t",
    }),
    story: storyContent.parse({
      ...head,
      premise: "p",
      theme_question: "q",
      form: {
        kind: "novel",
        target_length: 60_000,
        chapter_length: 15_000,
        chapters: 4,
        unit: "words",
        pov: "third",
        audience: "adults",
      },
      voice: { description: "d", sample: "s" },
      conflict: { want: "w", need: "n", opposition: "o", stakes: "s" },
      movements: [1, 2, 3, 4].map((n) => ({ name: `M${n}`, event: "e", change: "c" })),
      engine: "e",
      pleasures: ["a", "b", "c"],
      threads: [thread("who", "Who put out the lamp?")],
      ending: { image: "i", cost: "c", answer: "a" },
      avoid: [],
    }),
    world: worldContent.parse({
      ...head,
      time_place: "t",
      daily_life: "d",
      rules: [
        {
          id: "r1",
          rule: "Ships pay a toll in oil.",
          cost: "Winter empties the barrels.",
          limit: "Fishermen are exempt.",
        },
        {
          id: "r2",
          rule: "Mirrors are covered at dusk.",
          cost: "Vanity is fined.",
          limit: "Priests polish theirs.",
        },
        {
          id: "r3",
          rule: "Debts die with the debtor.",
          cost: "Creditors hire doctors.",
          limit: "Dowries survive.",
        },
      ],
      factions: [{ id: "guild", name: "The Guild", wants: "w", holds: "h", against: [] }],
      places: ["tower", "quay", "hall"].map((id) => ({ id, name: id, sense: "s", story_use: "u" })),
      history: [],
      calendar: [],
      secrets: [],
      names: [],
      glossary: [],
    }),
    characters: charactersContent.parse({
      ...head,
      characters: [
        person("mara", "Mara Voss", "Mara burns the ledger"),
        person("ilya", "Ilya", "he confesses to the harbour court"),
      ],
      relations: [
        {
          id: "rel",
          from: "mara",
          to: "ilya",
          kind: "friends",
          surface: "s",
          truth: "t",
          change: "c",
        },
      ],
    }),
    outline: plotContent.parse({
      ...head,
      structure: "s",
      opening: { image: "i", first_three_chapters: ["a", "b", "c"] },
      parts: [
        {
          id: "part-1",
          title: "Part one",
          goal: "g",
          conflict: "c",
          beats: ["one", "two"],
          turn: "t",
          end_hook: "e",
          length: 30_000,
          chapters: [
            chapter("ch-1", 1, [
              "The ship pays its toll in oil.",
              "A mirror is left uncovered at dusk.",
            ]),
            chapter(
              "ch-2",
              2,
              ["A creditor hires two doctors.", "Mara burns the ledger."],
              ["ilya"],
            ),
          ],
        },
        {
          id: "part-2",
          title: "Part two",
          goal: "g",
          conflict: "c",
          beats: ["one", "two"],
          turn: "Ilya confesses in court.",
          end_hook: "e",
          length: 30_000,
          chapters: [],
        },
      ],
      threads: [{ id: "who", planted_in: "ch-1", echoes: ["ch-2"], paid_in: "part-2" }],
      ending: "Dawn.",
    }),
  };
}

/** The sound foundation with one thing changed. */
export function changed(change: (content: Foundation) => void): Check[] {
  const content = sound();
  change(content);
  return foundationChecks(content);
}

export function first<T>(items: readonly T[]): T {
  const [item] = items;
  if (item === undefined) throw new Error("the fixture has one");
  return item;
}
/** Every part with chapters of its length. */
export function planned({ outline }: Foundation): void {
  for (const [index, part] of outline.parts.entries()) {
    if (part.chapters.length > 0) continue;
    part.chapters = [15_000, 15_000].map((length, n) => ({
      ...chapter(`${part.id}-${n}`, 3 + index + n, ["A lamp.", "A bell."]),
      length,
    }));
  }
}
export const firstChapter = (content: Foundation) => first(first(content.outline.parts).chapters);
