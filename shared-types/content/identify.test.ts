import { describe, expect, test } from "vitest";
import { identifyItems } from "./identify.ts";

function counter(): () => string {
  let n = 0;
  return () => `new-${(n += 1)}`;
}

describe("identifyItems", () => {
  test("gives an item without an id a new one and keeps the ids that are there", () => {
    const content = { threads: [{ id: "a", question: "q" }, { question: "r" }, { id: "" }] };
    expect(identifyItems("STORY_CONCEPTION", content, counter())).toEqual({
      threads: [{ id: "a", question: "q" }, { question: "r", id: "new-1" }, { id: "new-2" }],
    });
  });

  test("reaches the chapters inside parts", () => {
    const content = { parts: [{ id: "p", chapters: [{ title: "one" }] }, { chapters: [] }] };
    expect(identifyItems("PLOT_OUTLINE", content, counter())).toEqual({
      parts: [
        { id: "p", chapters: [{ title: "one", id: "new-2" }] },
        { id: "new-1", chapters: [] },
      ],
    });
  });

  test("gives a copied item an id of its own, so that a lock follows one item only", () => {
    const content = { rules: [{ id: "a" }, { id: "a" }] };
    expect(identifyItems("WORLDVIEW", content, counter())).toEqual({
      rules: [{ id: "a" }, { id: "new-1" }],
    });
  });

  test("leaves what has another shape for the schema to refuse", () => {
    const content = { characters: ["x", null, { id: 7 }], relations: "none" };
    expect(identifyItems("CHARACTERS", content, counter())).toEqual(content);
  });

  test("does not touch what it was given", () => {
    const content = Object.freeze({ threads: Object.freeze([Object.freeze({ question: "q" })]) });
    identifyItems("STORY_CONCEPTION", content);
    expect(content).toEqual({ threads: [{ question: "q" }] });
  });
});
