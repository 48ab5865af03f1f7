import { describe, expect, it } from "vitest";
import { foundationChecks } from "./checks.ts";
import { UNSAID } from "../content/unsaid.ts";
import type { Foundation } from "./foundation.ts";
import { sound, changed, first, planned, firstChapter } from "./checks-fixture.ts";

describe("the checks of a planned book", () => {
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
