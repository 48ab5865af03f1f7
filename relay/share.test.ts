import { expect, test } from "vitest";
import { hasTooMany } from "./share.ts";

const relays = (...held: number[]) =>
  held.map((partitions_held, index) => ({ instance_id: `relay ${index}`, partitions_held }));

/** One gives away and the one with the least takes, until nobody has too many. */
function settled(partitions: number, ...start: number[]): readonly number[] {
  const held = [...start];
  for (let turns = 0; turns < 100; turns += 1) {
    const giver = held.findIndex((count, index) =>
      hasTooMany(partitions, count, `relay ${index}`, relays(...held)),
    );
    if (giver === -1) return held;
    const taker = held.indexOf(Math.min(...held));
    held[giver] = (held[giver] ?? 0) - 1;
    held[taker] = (held[taker] ?? 0) + 1;
  }
  throw new Error(`never settles: ${held.join(", ")}`);
}

test("a relay that is alone keeps everything", () => {
  expect(hasTooMany(8, 8, "relay 0", relays(8))).toBe(false);
  expect(hasTooMany(8, 8, "relay 0", [])).toBe(false);
});

test("a newcomer gets its share, and then nothing moves any more", () => {
  expect(settled(4, 4, 0)).toEqual([2, 2]);
  expect(settled(5, 5, 0)).toEqual([3, 2]);
  expect(settled(6, 3, 3, 0)).toEqual([2, 2, 2]);
  expect(settled(3, 3, 0)).toEqual([2, 1]);
});

test("with more relays than partitions the others stand by", () => {
  expect(settled(2, 1, 1, 0)).toEqual([1, 1, 0]);
  expect(settled(1, 0, 1)).toEqual([0, 1]);
});
