import { expect, test } from "vitest";
import { movedChapter, movedLocks, neighbour } from "./moving.ts";

const chapter = (id: string, number: number) => ({ id, number });
const outline = {
  parts: [
    { title: "One", chapters: [chapter("a", 1), chapter("b", 2), chapter("c", 3)] },
    { title: "Two", chapters: [] },
    { title: "Three", chapters: [chapter("d", 4)] },
  ],
};
const order = (parts: readonly Readonly<Record<string, unknown>>[]) =>
  parts.map(({ chapters }) =>
    Array.isArray(chapters) ? chapters.map(({ id, number }) => `${id}${number}`) : null,
  );

test("a chapter is moved within its part and into another one, and all are numbered anew", () => {
  const moved = (from: number, at: number, part: number, to: number) =>
    order(movedChapter(outline, { part: from, at }, { part, at: to }));
  expect(moved(0, 2, 0, 0)).toEqual([["c1", "a2", "b3"], [], ["d4"]]);
  expect(moved(0, 0, 0, 2)).toEqual([["b1", "a2", "c3"], [], ["d4"]]);
  expect(moved(0, 0, 0, 3)).toEqual([["b1", "c2", "a3"], [], ["d4"]]);
  expect(moved(0, 0, 1, 0)).toEqual([["b1", "c2"], ["a3"], ["d4"]]);
  expect(moved(2, 0, 0, 1)).toEqual([["a1", "d2", "b3", "c4"], [], []]);
  expect(moved(0, 1, 0, 1), "onto itself").toEqual(order(outline.parts));
  expect(moved(0, 9, 0, 0), "what is not there").toEqual(order(outline.parts));
});

test("one place up or down goes over the border of a part, and ends at the book's", () => {
  const step = (part: number, at: number, by: -1 | 1) => neighbour(outline, { part, at }, by);
  expect(step(0, 0, -1)).toBeNull();
  expect(step(0, 1, -1)).toEqual({ part: 0, at: 0 });
  expect(step(0, 0, 1)).toEqual({ part: 0, at: 2 });
  expect(step(0, 2, 1)).toEqual({ part: 1, at: 0 });
  expect(step(2, 0, -1)).toEqual({ part: 1, at: 0 });
  expect(step(2, 0, 1)).toBeNull();
});

test("locks follow a chapter into another part, and those that it went past", () => {
  const parts = movedChapter(outline, { part: 0, at: 1 }, { part: 2, at: 0 });
  const locked = [
    "/title",
    "/parts/0/title",
    "/parts/0/chapters/1/title",
    "/parts/0/chapters/2",
    "/parts/2/chapters/0/goal",
    "/parts/2/chapters/7/goal",
  ];
  expect(movedLocks(locked, outline, { ...outline, parts })).toEqual([
    "/title",
    "/parts/0/title",
    "/parts/2/chapters/0/title",
    "/parts/0/chapters/1",
    "/parts/2/chapters/1/goal",
  ]);
});

test("other numbers than from one on begin where they began", () => {
  const later = { parts: [{ chapters: [chapter("a", 7), chapter("b", 8)] }] };
  expect(order(movedChapter(later, { part: 0, at: 1 }, { part: 0, at: 0 }))).toEqual([
    ["b7", "a8"],
  ]);
});
