import { describe, expect, it } from "vitest";
import { type Check, CHECK_CODES, foundationChecks } from "./checks.ts";
import { charactersContent } from "../content/characters.ts";
import { conceptContent } from "../content/concept.ts";
import { plotContent } from "../content/plot.ts";
import { storyContent } from "../content/story.ts";
import { worldContent } from "../content/world.ts";
import type { Foundation } from "./foundation.ts";

const head = {
  title: "The Lamp Tax",
  logline: "A lighthouse clerk audits the dark.",
  facts: [1, 2, 3].map((n) => ({ label: `Fact ${n}`, text: "A fact." })),
  why: "Because.",
  open_questions: [],
};

const person = (id: string, name: string, turn: string) => ({
  id,
  name,
  aliases: [] as string[],
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
  voice: { description: "plain", line: "Well." },
  arc: { start: "as before", turn, end: "changed" },
  faction_ids: [],
});

const chapter = (id: string, number: number, beats: string[], cast_ids: string[] = []) => ({
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

const thread = (id: string, question: string) => ({
  id,
  question,
  answer: "The clerk.",
  clues: [],
  answered_when: "At the end.",
});

/** A foundation in which every check is content. */
function sound(): Foundation {
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
function changed(change: (content: Foundation) => void): Check[] {
  const content = sound();
  change(content);
  return foundationChecks(content);
}

function first<T>(items: readonly T[]): T {
  const [item] = items;
  if (item === undefined) throw new Error("the fixture has one");
  return item;
}
const firstChapter = (content: Foundation) => first(first(content.outline.parts).chapters);

describe("the foundation checks", () => {
  it("find nothing in a foundation in which everything is used, paid and named", () => {
    expect(foundationChecks(sound())).toEqual([]);
  });

  it("point to a world rule that nobody uses", () => {
    const checks = changed(({ world }) => {
      const rule = world.rules[1];
      if (rule) Object.assign(rule, { rule: "Widows keep bees.", cost: "Stings.", limit: "None." });
    });
    expect(checks).toEqual([{ code: "RULE_UNUSED", pointers: ["/world/rules/1"] }]);
  });

  it("find the use of a Chinese rule in Chinese words, without spaces between them", () => {
    const use = (beat: string) =>
      changed(({ world, outline }) => {
        Object.assign(first(world.rules), {
          rule: "退潮之后不得点灯。",
          cost: "点灯者交一桶灯油。",
          limit: "产妇除外。",
        });
        first(first(outline.parts).chapters).beats.push(beat);
      });
    expect(use("她在退潮后偷偷点灯，被罚了灯油。")).toEqual([]);
    expect(use("她在桥上等了一夜。")).toEqual([
      { code: "RULE_UNUSED", pointers: ["/world/rules/0"] },
    ]);
  });

  it("point to a story's thread that the outline does not carry", () => {
    const checks = changed(({ story }) => {
      story.threads.push(thread("why", "Why?"));
    });
    expect(checks).toEqual([{ code: "THREAD_UNPAID", pointers: ["/story/threads/1"] }]);
  });

  it("point to a thread without a pay-off, and to one that is paid before it is planted", () => {
    expect(
      changed(({ outline }) => {
        first(outline.threads).paid_in = " ";
      }),
    ).toEqual([{ code: "THREAD_UNPAID", pointers: ["/outline/threads/0/paid_in"] }]);
    expect(
      changed(({ outline }) => {
        Object.assign(first(outline.threads), { planted_in: "ch-2", echoes: [], paid_in: "ch-1" });
      }),
    ).toEqual([
      {
        code: "THREAD_UNPAID",
        pointers: ["/outline/threads/0/paid_in", "/outline/threads/0/planted_in"],
      },
    ]);
  });

  it("take a thread that is planted in a chapter as paid by the end of that chapter's part", () => {
    const checks = changed(({ outline }) => {
      Object.assign(first(outline.threads), { planted_in: "ch-2", paid_in: "part-1" });
    });
    expect(checks).toEqual([]);
  });

  it("point to a character who is in no chapter and in no words of the outline", () => {
    const checks = changed(({ characters }) => {
      characters.characters.push(person("oda", "Oda Brandt", "she leaves the harbour"));
    });
    expect(checks).toEqual([{ code: "CHARACTER_ABSENT", pointers: ["/characters/characters/2"] }]);
  });

  it("know a character by an alias, by part of the name, and in Chinese without spaces", () => {
    const isAbsent = (name: string, aliases: string[], words: string) =>
      changed(({ characters, outline }) => {
        characters.characters.push({ ...person("oda", name, "she leaves"), aliases });
        const [, summary] = outline.parts;
        if (summary) summary.goal = words;
      }).some(({ code }) => code === "CHARACTER_ABSENT");
    expect(isAbsent("Oda Brandt", [], "Brandt sails.")).toBe(false);
    expect(isAbsent("Oda Brandt", ["the Pilot"], "Nobody trusts the Pilot.")).toBe(false);
    expect(isAbsent("顾清辞", [], "众人都看着清辞。")).toBe(false);
    expect(isAbsent("Will", [], "They will sail.")).toBe(true);
    expect(isAbsent("Ann", [], "Anna sails.")).toBe(true);
    // A family name that two share says nothing about either.
    expect(isAbsent("Oda Voss", [], "Voss sails.")).toBe(true);
  });

  it("point to an arc without a turn: left open, a repetition, or nowhere in the outline", () => {
    const turned = (arc: { start?: string; turn?: string; end?: string }) =>
      changed(({ characters }) => {
        Object.assign(first(characters.characters).arc ?? {}, arc);
      });
    const atTurn = [{ code: "ARC_WITHOUT_TURN", pointers: ["/characters/characters/0/arc/turn"] }];
    expect(turned({ turn: "待定。" })).toEqual(atTurn);
    expect(turned({ turn: "N/A" })).toEqual(atTurn);
    expect(turned({ turn: "As before!" })).toEqual(atTurn);
    expect(turned({ turn: "She learns to juggle knives" })).toEqual(atTurn);
    expect(turned({ end: "As before." })).toEqual([
      {
        code: "ARC_WITHOUT_TURN",
        pointers: ["/characters/characters/0/arc/end", "/characters/characters/0/arc/start"],
      },
    ]);
  });

  it.each<[string, (content: Foundation) => void]>([
    ["/world/factions/0/against/0", ({ world }) => first(world.factions).against.push("Nobody")],
    [
      "/characters/characters/0/faction_ids/0",
      ({ characters }) => first(characters.characters).faction_ids.push("Nobody"),
    ],
    ["/characters/relations/0/from", ({ characters }) => (first(characters.relations).from = "x")],
    ["/characters/relations/0/to", ({ characters }) => (first(characters.relations).to = "")],
    ["/outline/parts/0/chapters/0/pov_id", (content) => (firstChapter(content).pov_id = "x")],
    ["/outline/parts/0/chapters/0/place_id", (content) => (firstChapter(content).place_id = "x")],
    [
      "/outline/parts/0/chapters/0/cast_ids/0",
      (content) => firstChapter(content).cast_ids.push("x"),
    ],
    [
      "/outline/parts/0/chapters/0/thread_ids/1",
      (content) => firstChapter(content).thread_ids.push("x"),
    ],
    ["/outline/threads/0/planted_in", ({ outline }) => (first(outline.threads).planted_in = "x")],
    ["/outline/threads/0/echoes/1", ({ outline }) => first(outline.threads).echoes.push("x")],
    ["/outline/threads/0/paid_in", ({ outline }) => (first(outline.threads).paid_in = "x")],
  ])("point to a name that nothing has: %s", (pointer, change) => {
    expect(changed(change)).toEqual([{ code: "NAME_UNRESOLVED", pointers: [pointer] }]);
  });

  it("read odd but valid contents: ids like properties of objects, ids twice, marks alone", () => {
    const checks = changed(({ world, characters, outline }) => {
      first(world.rules).id = "__proto__";
      Object.assign(first(world.rules), { rule: "……", cost: "—", limit: "？" });
      characters.characters.push({ ...person("mara", "***", "!!!"), aliases: ["\u{1F9FF}"] });
      first(outline.threads).echoes = ["constructor"];
      outline.parts.push({ ...first(outline.parts) });
    });
    expect(checks).toEqual([
      { code: "NAME_UNRESOLVED", pointers: ["/outline/threads/0/echoes/0"] },
      { code: "ARC_WITHOUT_TURN", pointers: ["/characters/characters/2/arc/turn"] },
    ]);
  });

  it("come in the order of their codes", () => {
    const checks = changed(({ world, story, characters, outline }) => {
      Object.assign(first(world.rules), { rule: "Widows keep bees.", cost: "No.", limit: "No." });
      story.threads.push(thread("why", "Why?"));
      characters.characters.push(person("oda", "Oda", "none"));
      first(first(outline.parts).chapters).pov_id = "x";
    });
    expect(checks.map(({ code }) => code)).toEqual([...CHECK_CODES]);
  });
});
