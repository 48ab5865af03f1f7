import { expect, test } from "vitest";
import { createRepeatLimit } from "./repeat-limit.ts";

test("what is said again and again is said a few times, and then how often it was not", () => {
  let at = 0;
  const limit = createRepeatLimit({ most: 2, withinMs: 100, now: () => at });
  expect(["a", "a", "a", "a", "b"].map((what) => limit.take(what))).toEqual([0, 0, null, null, 0]);
  at = 150;
  expect([limit.take("a"), limit.take("a")]).toEqual([2, 0]);
});

test("it keeps few sentences in mind, however many there are", () => {
  const limit = createRepeatLimit({ most: 1, withinMs: 1_000, now: () => 0 });
  for (let n = 0; n < 2_000; n += 1) expect(limit.take(`sentence ${n}`)).toBe(0);
  expect(limit.take("sentence 1999")).toBe(null);
  expect(limit.take("sentence 0")).toBe(0);
});
