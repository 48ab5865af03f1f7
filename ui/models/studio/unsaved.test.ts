import { expect, test } from "vitest";
import { hasUnsaved } from "./unsaved.ts";

const content = { title: "People", characters: [{ id: "a" }] };
const isUnsaved = (box: string, of: typeof content | null = content) =>
  hasUnsaved(new Set([box]), false, () => of);

test("what is typed for an item that is gone has no box, and is not counted", () => {
  expect(isUnsaved("edit.CHARACTERS./characters/0/flaw")).toBe(true);
  expect(isUnsaved("edit.CHARACTERS./characters/3/flaw")).toBe(false);
  expect(isUnsaved("edit.CHARACTERS./logline"), "an empty field's place").toBe(true);
  expect(isUnsaved("new.CHARACTERS./characters")).toBe(true);
  expect(isUnsaved("new.PLOT_OUTLINE./parts/3/chapters")).toBe(false);
});

test("where nothing is chosen what was typed can still be saved, once its card is", () => {
  expect(isUnsaved("edit.CHARACTERS./characters/3/flaw", null)).toBe(true);
});

test("what is asked of a model is no part of the book", () => {
  expect(isUnsaved("feedback.CHARACTERS")).toBe(false);
  expect(isUnsaved("brief.notes")).toBe(true);
});
