import { expect, test } from "vitest";
import { englishNovel } from "#shared/testing/novel-fixture.ts";
import { bibleEntries } from "./bible.ts";

test("says from which book on something is true, where it changed, and which books a change touches", () => {
  const second = structuredClone(englishNovel);
  const third = structuredClone(englishNovel);
  const [rule, gone] = second.world.rules;
  const [person] = second.characters.characters;
  if (rule === undefined || gone === undefined || person?.voice === undefined) throw new Error("x");
  rule.cost = "Now it costs a year.";
  person.voice.line = "I said what I said.";
  second.world.rules = second.world.rules.filter(({ id }) => id !== gone.id);
  second.world.places.push({ id: "new", name: "The weir", sense: "Cold.", story_use: "Ends." });
  third.world.rules = second.world.rules;
  third.characters = second.characters;
  third.world.places = second.world.places;
  const entries = bibleEntries([
    { number: 1, novel: englishNovel },
    { number: 2, novel: second },
    { number: 3, novel: third },
  ]);
  const of = (id: string) => entries.find((entry) => entry.id === id);
  expect(of(rule.id)).toEqual({
    id: rule.id,
    list: "/world/rules",
    name: rule.rule,
    since: 1,
    books: [1, 2, 3],
    changes: [{ number: 2, pointers: ["/cost"] }],
  });
  expect(of(gone.id)).toMatchObject({ books: [1], since: 1 });
  expect(of("new")).toMatchObject({ name: "The weir", since: 2, books: [2, 3], changes: [] });
  expect(of(person.id)?.changes).toEqual([{ number: 2, pointers: ["/voice/line"] }]);
});

test("a single book's is all its own", () => {
  const entries = bibleEntries([{ number: 1, novel: englishNovel }]);
  expect(entries.length).toBeGreaterThan(20);
  expect(entries.every(({ books, changes }) => books.length === 1 && changes.length === 0)).toBe(
    true,
  );
});
