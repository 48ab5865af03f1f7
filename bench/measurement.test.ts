import { expect, test } from "vitest";
import { intervalOfMedian, median } from "./measurement.ts";

test("the middle of twenty-one values lies from the sixth to the sixteenth, with 95 in a hundred", () => {
  const values = Array.from({ length: 21 }, (_, n) => n + 1);
  // By the binomial: 1 - 2 * P(at most 5 of 21 fall below) = 0.973, and from the seventh 0.922.
  expect(intervalOfMedian(values.toReversed())).toEqual([6, 16]);
  expect(median(values)).toBe(11);
});

test("more values tell more", () => {
  const spread = (count: number) => Array.from({ length: count }, (_, n) => n / count);
  const width = (count: number) => {
    const [low, high] = intervalOfMedian(spread(count));
    return high - low;
  };
  expect(width(105)).toBeLessThan(width(21) / 2);
});
