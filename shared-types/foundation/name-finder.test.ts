import fc from "fast-check";
import { expect, test } from "vitest";
import { hasName, searchable } from "./mentions.ts";
import { createNameFinder } from "./name-finder.ts";

const LETTERS = ["a", "b", "A", "B", " ", "-", "清", "辞", "顾", "é", "İ", "𝒜", "1", "\n"];
const word = (most: number) =>
  fc.array(fc.constantFrom(...LETTERS), { maxLength: most }).map((letters) => letters.join(""));

test("all names at once are found where each by itself is", () => {
  fc.assert(
    fc.property(fc.array(word(6), { maxLength: 12 }), word(60), (names, text) => {
      const source = searchable([text]);
      const alone = names.flatMap((name, index) => (hasName(source, name) ? [index] : []));
      expect([...createNameFinder(names).find(source)].sort((a, b) => a - b)).toEqual(alone);
    }),
    { numRuns: 2_000 },
  );
});

/** Names and a text of n characters, made to cost: within one another, nearly found, found everywhere. */
const CRAFTED: Readonly<Record<string, (n: number) => { names: string[]; text: string }>> = {
  "names within names": (n) => {
    const names = Array.from({ length: Math.floor(Math.sqrt(n)) }, (_, k) => "辞".repeat(k + 1));
    return { names, text: "辞".repeat(n) };
  },
  "names that nearly fit": (n) => ({
    names: [`${"a".repeat(n / 4)}b`, `${"a".repeat(n / 8)}c`],
    text: "a".repeat(n),
  }),
  "names that are no whole words": (n) => {
    const names = Array.from({ length: Math.floor(Math.sqrt(n)) }, (_, k) => "a".repeat(k + 1));
    return { names, text: `${"a".repeat(99)}b `.repeat(n / 101) };
  },
  "whole words within one another": (n) => {
    const names = Array.from({ length: Math.floor(Math.cbrt(n)) }, (_, k) =>
      "a ".repeat(k + 1).trim(),
    );
    return { names, text: "a ".repeat(n / 2) };
  },
};

test.each(Object.entries(CRAFTED))("twice the input is twice the work: %s", (_, craft) => {
  const steps = (n: number) => {
    const { names, text } = craft(n);
    const finder = createNameFinder(names);
    finder.find(searchable([text]));
    return finder.steps;
  };
  for (let n = 8_000; n <= 64_000; n *= 2) {
    expect(steps(2 * n) / steps(n)).toBeLessThan(2.3);
    expect(steps(n)).toBeLessThan(8 * n);
  }
});
