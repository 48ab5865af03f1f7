import { expect, test } from "vitest";
import { LowWater } from "./low-water.ts";

const seen = (firstPending: number | null, xmin: bigint) => ({ firstPending, xmin });

test("it rises only once every transaction has ended that could still bring a lower id", () => {
  const low = new LowWater(60_000, () => 0);
  low.observe(seen(5, 100n), 9);
  low.began(9, 110n);
  expect(low.after()).toBe(0);
  // Transaction 105 may hold id 7.
  low.observe(seen(null, 105n), null);
  expect(low.after()).toBe(0);
  low.observe(seen(null, 110n), null);
  expect(low.after()).toBe(9);
});

test("without a transaction that began after an id was seen, nothing is known of those before it", () => {
  const low = new LowWater(60_000, () => 0);
  low.observe(seen(5, 100n), 9);
  low.observe(seen(null, 200n), null);
  expect(low.after()).toBe(0);
});

test("a transaction tells of what was seen before it alone", () => {
  const low = new LowWater(60_000, () => 0);
  low.observe(seen(5, 100n), 9);
  const before = low.highestSeen();
  low.observe(seen(5, 101n), 12);
  low.began(before, 110n);
  low.observe(seen(null, 110n), null);
  expect(low.after()).toBe(9);
});

test("it stays below what is PENDING, of whatever key", () => {
  const low = new LowWater(60_000, () => 0);
  low.observe(seen(5, 100n), 9);
  low.began(9, 110n);
  low.observe(seen(7, 110n), null);
  expect(low.after()).toBe(6);
  low.began(9, 120n);
  low.observe(seen(null, 120n), null);
  expect(low.after()).toBe(9);
});

test("now and then a poll begins at the beginning, for what was retried", () => {
  let now = 0;
  const low = new LowWater(10_000, () => now);
  low.observe(seen(5, 100n), 9);
  low.began(9, 110n);
  low.observe(seen(null, 110n), null);
  expect(low.after()).toBe(9);
  now = 10_000;
  expect(low.after()).toBe(0);
  expect(low.after()).toBe(9);
});

test("a row that is found below it holds it down no longer than it is PENDING", () => {
  let now = 0;
  const low = new LowWater(10_000, () => now);
  low.observe(seen(5, 100n), 9);
  low.began(9, 110n);
  low.observe(seen(null, 110n), null);
  now = 10_000;
  expect(low.after()).toBe(0);
  low.observe(seen(3, 120n), 3);
  expect(low.after()).toBe(9);
});
