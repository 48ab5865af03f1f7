import { expect, test } from "vitest";
import { createPresses } from "./presses.ts";

function counted() {
  let count = 0;
  return createPresses(() => `key-${++count}`);
}

test("a press whose answer never came keeps its key when it is pressed again", () => {
  const presses = counted();
  expect(presses.keyFor("body", 4)).toBe("key-1");
  expect(presses.keyFor("body", 4)).toBe("key-1");
});

test("an answered press is over: the next one is a new command", () => {
  const presses = counted();
  presses.keyFor("body", 4);
  presses.answered("body");
  expect(presses.keyFor("body", 4)).toBe("key-2");
});

test("once the session has moved on, the same words are a new press", () => {
  const presses = counted();
  presses.keyFor("body", 4);
  expect(presses.keyFor("body", 5)).toBe("key-2");
});

test("another body never gets the key of the first", () => {
  const presses = counted();
  expect(presses.keyFor("one", 1)).not.toBe(presses.keyFor("two", 1));
});
