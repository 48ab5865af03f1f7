import { describe, expect, it } from "vitest";
import { CHECK_CODES } from "./check.ts";
import { foundationChecks } from "./checks.ts";
import type { Foundation } from "./foundation.ts";
import { person, thread, sound, changed, first, planned, firstChapter } from "./checks-fixture.ts";

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
});
