import { describe, expect, it } from "vitest";
import type { Novel } from "#shared/foundation/novel.ts";
import { chineseNovel, englishNovel } from "#shared/testing/novel-fixture.ts";
import { indexNovel } from "./novel-index.ts";
import { type ChapterPacket, packetMaker } from "./packet.ts";
import { packetMarkdown } from "./packet-document.ts";

function packetOf(novel: Novel, number: number): { packet: ChapterPacket; text: string } {
  const index = indexNovel(novel);
  const entry = index.chapters.find(({ chapter }) => chapter.number === number);
  if (entry === undefined) throw new Error(`the fixture has chapter ${number}`);
  const packet = packetMaker(novel, index)(entry);
  return { packet, text: packetMarkdown(packet, novel, index) };
}

/** A copy of the novel with something changed. */
function changed(novel: Novel, change: (copy: Novel) => void): Novel {
  const copy = structuredClone(novel);
  change(copy);
  return copy;
}

const names = (people: readonly { readonly name: string }[]) => people.map(({ name }) => name);

describe("a chapter's packet", () => {
  it("has the chapter's goal, beats, turn and hook, and the book's voice, form and limits", () => {
    const { text } = packetOf(englishNovel, 3);
    for (const expected of [
      "# Chapter 3: The Keeper's Clock",
      "Get the sluice log from her father without a conversation.",
      "1. Walter winds a watch that does not go.",
      "Wind's gone round, he says, and shuts the log.",
      "Plain nouns, measured things",
      "> She held the tape against the wall and read it twice.",
      "6,400 words",
      "- No dialect spelling",
      "Twenty to two, in a child's hand.",
    ]) {
      expect(text).toContain(expected);
    }
  });

  it("knows only people who have appeared by then", () => {
    const first = packetOf(chineseNovel, 1);
    expect(names(first.packet.cast.map(({ character }) => character))).toEqual(["沈砚", "顾清辞"]);
    // The first chapter's hook asks for her brother; he takes no part in it.
    expect(names(first.packet.others)).toEqual(["沈渡"]);
    for (const later of ["陆沉舟", "裴三娘", "巩婆", "秦照"])
      expect(first.text).not.toContain(later);

    const third = packetOf(chineseNovel, 3);
    expect(names(third.packet.cast.map(({ character }) => character))).toContain("裴三娘");
    expect(names(third.packet.others)).toContain("沈渡");
    expect(third.text).not.toContain("巩婆");
  });

  it("does not know in chapter one who comes in chapter five", () => {
    expect(packetOf(englishNovel, 1).text).not.toContain("Lisle");
    expect(packetOf(englishNovel, 4).text).not.toContain("Lisle");
    expect(packetOf(englishNovel, 5).text).toContain("Mr Lisle");
  });

  it("leaves out a role, a place's use and a word's meaning that would name somebody unknown", () => {
    const novel = changed(englishNovel, ({ world, characters }) => {
      const [ada] = characters.characters;
      const [cottage] = world.places;
      if (!ada || !cottage) throw new Error("the fixture has both");
      ada.role = "Assessor, rival of Gerald Lisle";
      cottage.story_use = "Where Mr Lisle will give up.";
      world.glossary.push({ id: "g-x", term: "claim", meaning: "What Mr Lisle voids." });
    });
    const { packet, text } = packetOf(novel, 1);
    expect(text).not.toContain("Lisle");
    expect(packet.cast[0]?.role).toBeNull();
    expect(names(packet.places)).toContain("Staithe Cottage");
    const later = packetOf(novel, 5).packet;
    expect(later.cast[0]?.role).toBe("Assessor, rival of Gerald Lisle");
  });

  it("knows only places where a chapter has been, and marks the chapter's own", () => {
    const { packet } = packetOf(chineseNovel, 2);
    expect(names(packet.places)).toEqual(["誊账房", "平账桥"]);
    expect(packet.places.map(({ is_here }) => is_here)).toEqual([false, true]);
    expect(names(packetOf(chineseNovel, 5).packet.places)).toContain("第九钟楼");
  });

  it("knows a rule from the first chapter that uses it", () => {
    const rules = (number: number) =>
      packetOf(chineseNovel, number).packet.rules.map(({ id }) => id);
    expect(rules(1)).toEqual(["wr-ink"]);
    expect(rules(2)).toContain("wr-debtless");
    expect(rules(3)).not.toContain("wr-life");
    expect(rules(4)).toContain("wr-life");
    // Nothing ever uses the rule of the mirror.
    expect(rules(6)).not.toContain("wr-mirror");
  });

  it("tells a secret once it is revealed, and never before", () => {
    const truth = "替沈父还钱的人是司正陆沉舟。";
    expect(packetOf(chineseNovel, 4).text).not.toContain(truth);
    expect(packetOf(chineseNovel, 5).packet.secrets).toContainEqual({ truth, because: "revealed" });
    expect(packetOf(chineseNovel, 6).text).not.toContain("名字砌进石缝");

    expect(packetOf(englishNovel, 3).text).not.toContain("Tom went back for the Pell child");
    expect(packetOf(englishNovel, 4).text).toContain("Tom went back for the Pell child");
  });

  it("tells what the point of view knows, and not what all others know", () => {
    expect(packetOf(chineseNovel, 1).packet.secrets).toEqual([
      { truth: "沈砚七岁时按过一次假契，断指正是抵押。", because: "pov_knows" },
    ]);
    // "Everyone in Marram except Ada"; "Ada's mother".
    expect(packetOf(englishNovel, 3).packet.secrets).toEqual([]);
  });

  it("tells a person's own secret only to the chapter's point of view", () => {
    const { text } = packetOf(englishNovel, 3);
    expect(text).toContain("She asked for this posting.");
    expect(text).not.toContain("He reported the slow clock twice, in writing.");
  });

  it("tells neither an arc's turn and end nor the truth under a relation", () => {
    const { text } = packetOf(englishNovel, 3);
    expect(text).toContain("They have not spoken in eleven years.");
    for (const later of [
      "Says her name.",
      "unopened",
      "From measuring him",
      "Reads out every loss",
    ]) {
      expect(text).not.toContain(later);
    }
  });

  it("asks a thread's question, and answers it in the chapter that pays it", () => {
    const moves = (number: number) =>
      packetOf(englishNovel, number).packet.threads.map(({ move, answer }) => [move, answer]);
    expect(moves(2)).toEqual([["plant", null]]);
    expect(moves(3)).toEqual([["echo", null]]);
    expect(moves(4)).toEqual([["pay", "The neighbour's child, not the boat."]]);
  });

  it("is labelled where the novel has sample text", () => {
    expect(packetOf(chineseNovel, 1).text).toContain("样例");
    const own = changed(englishNovel, (copy) => {
      copy.field_origins = {};
    });
    expect(packetOf(own, 1).text).not.toContain("ample text");
  });
});
