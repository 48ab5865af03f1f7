import { describe, expect, it } from "vitest";
import { type Check, CHECK_CODES, foundationChecks } from "./checks.ts";
import { charactersContent } from "../content/characters.ts";
import { UNSAID } from "../content/unsaid.ts";
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
  voice: { description: "plain", line: `Well, said ${name}.` },
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
/** Every part with chapters of its length. */
function planned({ outline }: Foundation): void {
  for (const [index, part] of outline.parts.entries()) {
    if (part.chapters.length > 0) continue;
    part.chapters = [15_000, 15_000].map((length, n) => ({
      ...chapter(`${part.id}-${n}`, 3 + index + n, ["A lamp.", "A bell."]),
      length,
    }));
  }
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
      { code: "LENGTHS_APART", pointers: ["/outline/parts", "/story/form/target_length"] },
    ]);
  });

  it("come in the order of their codes", () => {
    const content = sound();
    const { world, story, characters, outline } = content;
    Object.assign(first(world.rules), { rule: "Widows keep bees.", cost: "No.", limit: "No." });
    story.threads.push({ ...thread("why", "Why?"), clues: [{ id: "wick", text: "A cut wick." }] });
    story.form.target_length = 80_000;
    planned(content);
    characters.characters.push(person("oda", "Mira", "none"));
    const [mara, ilya, oda] = characters.characters;
    if (ilya && oda) oda.voice = ilya.voice;
    mara?.knows.push({ what_id: "heir", since: "Chapter 1" });
    world.secrets.push(
      { id: "heir", truth: "The heir.", known_by: "Nobody", reveal: "Late." },
      { id: "debt", truth: "The debt.", known_by: "Nobody", reveal: "Late." },
    );
    first(outline.parts).chapters[1]?.reveals.push("heir");
    firstChapter(content).pov_id = "x";
    const checks = foundationChecks(content, {
      constraints: ["No mirrors"],
      questions: [{ stage: "WORLDVIEW", pointer: "/open_questions/0", status: "OPEN" }],
    });
    expect([...new Set(checks.map(({ code }) => code))]).toEqual([...CHECK_CODES]);
  });

  it("point to lengths that do not add up, of a part and of the book", () => {
    expect(
      changed(({ story }) => {
        story.form.target_length = 90_000;
      }),
    ).toEqual([
      {
        code: "LENGTHS_APART",
        pointers: [
          "/story/form/chapters",
          "/story/form/chapter_length",
          "/story/form/target_length",
        ],
      },
      { code: "LENGTHS_APART", pointers: ["/outline/parts", "/story/form/target_length"] },
    ]);
    expect(
      changed((content) => {
        planned(content);
        firstChapter(content).length = 2_000;
      }),
    ).toEqual([
      {
        code: "LENGTHS_APART",
        pointers: ["/outline/parts/0/chapters", "/outline/parts/0/length"],
      },
    ]);
  });

  it.each([
    ["Eyvind", "Ebba", true],
    ["Mara", "Mira", true],
    ["Old Tom", "Anna", false],
    ["Sebastian", "Sue", false],
    ["陆远山", "卢青", true],
    ["陆沉舟", "陆沉香", true],
    ["陆远山", "陆青", false],
    ["江晚", "周晚", true],
    ["江晚", "周野", false],
  ])("find %s and %s easily confused: %s", (one, other, isFound) => {
    const codes = changed(({ characters, outline }) => {
      const [a, b] = characters.characters;
      if (a) a.name = one;
      if (b) b.name = other;
      for (const part of outline.parts) part.turn = `${one}, ${other}: ${part.turn}`;
    }).map(({ code }) => code);
    expect(codes.includes("NAMES_ALIKE")).toBe(isFound);
  });

  it.each([
    ["No vampires.", "A vampire knocks.", true],
    ["Please don't mention vampires or ghosts", "Vampires arrive.".toLowerCase(), true],
    ["不要出现吸血鬼", "吸血鬼敲了门。", true],
    ["不要吸血鬼和鬼魂", "鬼魂敲了门。", true],
    ["First person only", "A person knocks.", false],
    ["主角必须活到最后", "主角死了。", false],
  ])("hold the constraint “%s” against “%s”: broken %s", (constraint, beat, isBroken) => {
    const content = sound();
    firstChapter(content).beats.push(beat);
    const checks = foundationChecks(content, { constraints: [constraint], questions: [] });
    expect(checks).toEqual(
      isBroken ? [{ code: "CONSTRAINT_BROKEN", pointers: ["/outline/parts/0/chapters/0"] }] : [],
    );
  });

  it("point to clues that no chapter gives and secrets that nobody learns, once all is planned", () => {
    const hide = (content: Foundation) => {
      first(content.story.threads).clues.push({ id: "wick", text: "A cut wick." });
      content.world.secrets.push({
        id: "heir",
        truth: "The clerk is the heir.",
        known_by: "Ilya",
        reveal: "In the last part.",
      });
    };
    expect(changed(hide)).toEqual([]);
    expect(changed((content) => [planned(content), hide(content)])).toEqual([
      { code: "CLUE_UNPLANTED", pointers: ["/story/threads/0/clues/0"] },
      { code: "SECRET_UNLEARNED", pointers: ["/world/secrets/0"] },
    ]);
    expect(
      changed((content) => {
        planned(content);
        hide(content);
        firstChapter(content).reveals.push("wick", "heir");
      }),
    ).toEqual([]);
  });

  it("point to whoever knows what is hidden before the book has shown it", () => {
    const knowing = (since: string, known_by: string) =>
      changed(({ world, characters, outline }) => {
        world.secrets.push({ id: "heir", truth: "The heir.", known_by, reveal: "Late." });
        outline.parts[0]?.chapters[1]?.reveals.push("heir");
        first(characters.characters).knows.push({ what_id: "heir", since });
      });
    const early = [{ code: "KNOWN_TOO_EARLY", pointers: ["/characters/characters/0/knows/0"] }];
    expect(knowing("Chapter 1", "Ilya")).toEqual(early);
    expect(knowing("第1章", "Ilya")).toEqual(early);
    expect(knowing("Chapter 2", "Ilya")).toEqual([]);
    expect(knowing("Chapter 1", "Mara Voss and Ilya")).toEqual([]);
    expect(knowing("since childhood", "Ilya")).toEqual([]);
  });

  it("point to one line of speech in two mouths, and to questions that nobody decided on", () => {
    const content = sound();
    for (const one of content.characters.characters) {
      one.voice = { description: "d", line: "The ledger does not lie." };
    }
    const asked = { stage: "WORLDVIEW", pointer: "/open_questions/0" } as const;
    expect(
      foundationChecks(content, {
        constraints: [],
        questions: [
          { ...asked, status: "OPEN" },
          { ...asked, status: "LEFT_OPEN" },
        ],
      }),
    ).toEqual([
      {
        code: "VOICE_SHARED",
        pointers: ["/characters/characters/1/voice/line", "/characters/characters/0/voice/line"],
      },
      { code: "QUESTION_OPEN", pointers: ["/world/open_questions/0"] },
    ]);
  });

  it("pass over what a content of an earlier version never said", () => {
    expect(
      changed(({ characters, story, outline }) => {
        for (const one of characters.characters) {
          one.voice = { description: UNSAID, line: UNSAID };
        }
        story.form.chapters = 0;
        for (const part of outline.parts) part.length = 0;
      }),
    ).toEqual([]);
  });
});
