import { expect, test } from "vitest";
import { backOffMs, spreadBackOffMs } from "./back-off.ts";

const backOff = { firstMs: 100, mostMs: 1_000 };

test("a wait doubles with each failure and stays at the longest, after ever so many", () => {
  const waits = [1, 2, 3, 4, 5, 6, 10_000].map((failures) => backOffMs(backOff, failures));
  expect(waits).toEqual([100, 200, 400, 800, 1_000, 1_000, 1_000]);
});

test("spread out, it is at least half of that and never longer", () => {
  expect(spreadBackOffMs(backOff, 3, 0)).toBe(200);
  expect(spreadBackOffMs(backOff, 3, 0.5)).toBe(300);
  expect(spreadBackOffMs(backOff, 10_000, 1)).toBe(1_000);
});
