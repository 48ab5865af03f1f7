import { describe, expect, test } from "vitest";
import {
  changedPointers,
  lockState,
  pathOf,
  pointerOf,
  sameJson,
  toggleLock,
  valueAt,
  withValueAt,
} from "./pointer.ts";

const content = {
  title: "Low Water",
  "odd/key~": "kept",
  facts: [
    { label: "Who", text: "Ada" },
    { label: "Where", text: "Marram" },
    { label: "When", text: "1953" },
  ],
  form: { kind: "novel", unit: "words" },
};

describe("pointers", () => {
  test("a pointer leads through lists, groups and odd keys, and back", () => {
    expect(valueAt(content, "/facts/1/text")).toBe("Marram");
    expect(valueAt(content, pointerOf(["odd/key~"]))).toBe("kept");
    expect(pathOf(pointerOf(["odd/key~", 2]))).toEqual(["odd/key~", "2"]);
    expect(valueAt(content, "/facts/9/text")).toBeUndefined();
    expect(valueAt(content, "/toString")).toBeUndefined();
  });

  test("a change leaves the original and everything beside it as it was", () => {
    const next = withValueAt(content, "/facts/1/text", "Sallow");
    expect(valueAt(next, "/facts/1/text")).toBe("Sallow");
    expect(valueAt(content, "/facts/1/text")).toBe("Marram");
    expect(valueAt(next, "/facts/0")).toBe(content.facts[0]);
    expect(withValueAt(content, "/form/unit", undefined)).toEqual({
      ...content,
      form: { kind: "novel" },
    });
  });

  test("equal JSON is equal whatever the order of its keys", () => {
    expect(sameJson({ a: 1, b: [1, { c: 2 }] }, { b: [1, { c: 2 }], a: 1 })).toBe(true);
    expect(sameJson([1, 2], [2, 1])).toBe(false);
    expect(sameJson({ a: undefined }, { b: undefined })).toBe(false);
  });

  test("what changed is named by field, and within a list by item", () => {
    const next = withValueAt(withValueAt(content, "/facts/2/text", "1954"), "/title", "High Water");
    expect(changedPointers(content, next)).toEqual(["/title", "/facts/2"]);
  });
});

describe("locks", () => {
  test("a lock holds everything below it", () => {
    expect(lockState(["/facts"], "/facts/1")).toBe("inherited");
    expect(lockState(["/facts/1"], "/facts/1")).toBe("locked");
    expect(lockState(["/facts/1"], "/facts/10")).toBe("open");
  });

  test("locking a list takes in the locks of its items", () => {
    expect(toggleLock(["/facts/1", "/title"], "/facts", content)).toEqual(["/title", "/facts"]);
  });

  test("opening one item of a locked list keeps the others locked", () => {
    expect(toggleLock(["/facts"], "/facts/1", content)).toEqual(["/facts/0", "/facts/2"]);
  });

  test("the same press twice is as if it had not been pressed", () => {
    const locked = toggleLock([], "/title", content);
    expect(locked).toEqual(["/title"]);
    expect(toggleLock(locked, "/title", content)).toEqual([]);
  });
});
