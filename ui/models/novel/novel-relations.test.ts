import "../../testing/all-words.ts";
import { describe, expect, it } from "vitest";
import type { Novel } from "#shared/foundation/novel.ts";
import { chineseNovel, englishNovel } from "#shared/testing/novel-fixture.ts";
import { drawRelations, MAX_DRAWN } from "./novel-relations.ts";

const frame = { width: 720, height: 440, padX: 96, padY: 40 };

/** A cast of `count`, each tied to the first. */
function star(count: number): Novel["characters"] {
  const [model] = englishNovel.characters.characters;
  const [bond] = englishNovel.characters.relations;
  if (!model || !bond) throw new Error("the fixture has both");
  const ids = Array.from({ length: count }, (_, index) => `c${index}`);
  return {
    ...englishNovel.characters,
    characters: ids.map((id) => ({ ...model, id, name: id })),
    relations: ids.slice(1).map((to, index) => ({ ...bond, id: `r${index}`, from: "c0", to })),
  };
}

describe("the drawing of relations", () => {
  it("has everyone with a relation, and each pair once", () => {
    const drawing = drawRelations(chineseNovel.characters, frame);
    expect(drawing.people.map(({ name }) => name)).not.toContain("秦照");
    expect(drawing.people).toHaveLength(6);
    expect(drawing.lines).toHaveLength(7);
  });

  it("has at most twelve people, those with most relations", () => {
    const drawing = drawRelations(star(30), frame);
    expect(drawing.people).toHaveLength(MAX_DRAWN);
    expect(drawing.people.map(({ id }) => id)).toContain("c0");
    expect(drawing.of).toBe(30);
  });

  it("keeps everyone inside the frame and apart from each other", () => {
    const { people } = drawRelations(star(12), frame);
    for (const [index, one] of people.entries()) {
      expect(one.x).toBeGreaterThanOrEqual(frame.padX - 1);
      expect(one.x).toBeLessThanOrEqual(frame.width - frame.padX + 1);
      for (const other of people.slice(index + 1)) {
        expect(Math.hypot(one.x - other.x, one.y - other.y)).toBeGreaterThan(40);
      }
    }
  });

  it("joins several relations of one pair, shortens what is long, and skips who is not there", () => {
    const cast = star(2);
    const [bond] = cast.relations;
    if (!bond) throw new Error("a star of two has one");
    const drawing = drawRelations(
      {
        ...cast,
        relations: [
          { ...bond, kind: "师徒" },
          { ...bond, from: bond.to, to: bond.from, kind: "互为债主与仇家的旧识" },
          { ...bond, to: "nobody" },
          { ...bond, to: bond.from },
        ],
      },
      frame,
    );
    expect(drawing.lines.map(({ label }) => label)).toEqual(["师徒 / 互为债主…"]);
  });
});
