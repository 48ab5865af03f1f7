import { expect, test } from "vitest";
import { diffText } from "./text-diff.ts";

const sides = (before: string, after: string, language: string) => {
  const pieces = diffText(before, after, language);
  return {
    pieces,
    before: pieces
      .filter((piece) => piece.kind !== "added")
      .map((piece) => piece.text)
      .join(""),
    after: pieces
      .filter((piece) => piece.kind !== "removed")
      .map((piece) => piece.text)
      .join(""),
  };
};

test("only the words that differ are marked", () => {
  expect(diffText("The sea took nineteen people.", "The sea took twenty people.", "en")).toEqual([
    { kind: "same", text: "The sea took " },
    { kind: "removed", text: "nineteen" },
    { kind: "added", text: "twenty" },
    { kind: "same", text: " people." },
  ]);
});

test("Chinese is compared by words as well", () => {
  const { pieces, before, after } = sides("主角是老钟表匠。", "主角是年轻的钟表匠。", "zh-CN");
  expect(before).toBe("主角是老钟表匠。");
  expect(after).toBe("主角是年轻的钟表匠。");
  expect(pieces[0]).toEqual({ kind: "same", text: "主角是" });
});

test("both texts can be read back from any comparison, also from a very long one", () => {
  const long = "潮 ".repeat(4_000);
  for (const [a, b] of [
    ["", "new"],
    ["old", ""],
    ["a b c d", "d c b a"],
    [long, `${long}end`],
  ] as const) {
    expect(sides(a, b, "en")).toMatchObject({ before: a, after: b });
  }
});

test("several words in a row are one change, and never interleave", () => {
  expect(diffText("She kept the old lamp lit.", "She kept a young flame lit.", "en")).toEqual([
    { kind: "same", text: "She kept " },
    { kind: "removed", text: "the old lamp" },
    { kind: "added", text: "a young flame" },
    { kind: "same", text: " lit." },
  ]);
});

test("a text that is written anew is the old one and the new one, whatever word they share", () => {
  const before = "The tide marks do not agree, and the sluice keeper is her father.";
  expect(diffText(before, "Nothing is owed.", "en")).toEqual([
    { kind: "removed", text: before },
    { kind: "added", text: "Nothing is owed." },
  ]);
});
