import "../../testing/all-words.ts";
import { expect, test } from "vitest";
import { englishNovel } from "#shared/testing/novel-fixture.ts";
import { inDocumentOrder, removedItems, valueBefore } from "./changes.ts";
import { isItemId, unresolvedName } from "#shared/content/removed.ts";

const { characters } = englishNovel;
const [first, second] = characters.characters;

test("what was taken out of a list is told by name, in whichever list it stood", () => {
  const after = { ...characters, characters: characters.characters.slice(1) };
  expect(removedItems("CHARACTERS", characters, after)).toMatchObject([
    { pointer: "/characters", name: first?.name },
  ]);
  const [part] = englishNovel.outline.parts;
  const outline = {
    ...englishNovel.outline,
    parts: [{ ...part, chapters: part?.chapters.slice(1) }, ...englishNovel.outline.parts.slice(1)],
  };
  expect(removedItems("PLOT_OUTLINE", englishNovel.outline, outline)).toMatchObject([
    { pointer: "/parts/0/chapters", name: part?.chapters[0]?.title },
  ]);
});

test("an item is compared with itself, wherever it stood before", () => {
  const after = { ...characters, characters: characters.characters.slice(1) };
  expect(valueBefore(characters, after, "/characters/0/name")).toBe(second?.name);
  expect(valueBefore(characters, after, "/characters/0")).toBe(second);
});

test("changes stand in the document's order, items by number", () => {
  expect(
    inDocumentOrder("CHARACTERS", [
      "/relations/0/kind",
      "/characters/10/name",
      "/characters/2/arc/end",
      "/characters/2/name",
      "/characters/2/arc/start",
    ]),
  ).toEqual([
    "/characters/2/name",
    "/characters/2/arc/start",
    "/characters/2/arc/end",
    "/characters/10/name",
    "/relations/0/kind",
  ]);
});

test.each(["019aa0c2-0000-7000-8000-00000000002a", "st-clock", "ch-12", "c3"])(
  "%s is an id, and is never shown",
  (id) => {
    expect(isItemId(id)).toBe(true);
    expect(unresolvedName(id, "(removed)")).toBe("(removed)");
  },
);

test.each(["Mara", "沈砚", "Mary-Ann", "the keeper", "Ann"])("%s is a name, and stays", (name) => {
  expect(unresolvedName(name, "(removed)")).toBe(name);
});
