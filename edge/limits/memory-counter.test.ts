import fc from "fast-check";
import { expect, test } from "vitest";
import { createMemoryCounter } from "./memory-counter.ts";

const RATE = { count: 3, windowSeconds: 30 };

test("a bucket gives its count at once, then one each time a share of the window has passed", async () => {
  let now = 1_000_000;
  const counter = createMemoryCounter(() => now);
  const take = () => counter.take("a", RATE);
  expect([await take(), await take(), await take()]).toEqual([0, 0, 0]);
  expect(await take()).toBe(10);
  now += 9_000;
  expect(await take()).toBe(1);
  now += 1_000;
  expect([await take(), await take()]).toEqual([0, 10]);
  now += 60_000;
  expect([await take(), await take(), await take(), await take()]).toEqual([0, 0, 0, 10]);
});

test("a key's count is its own, and what was refused does not put off what comes next", async () => {
  let now = 0;
  const counter = createMemoryCounter(() => now);
  for (let n = 0; n < 3; n += 1) await counter.take("a", RATE);
  for (let n = 0; n < 100; n += 1) expect(await counter.take("a", RATE)).toBe(10);
  expect(await counter.take("b", RATE)).toBe(0);
  now += 10_000;
  expect(await counter.take("a", RATE)).toBe(0);
});

test("in no window of any history are there more than twice the count, and the wait is always enough", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 0, max: 20_000 }), { maxLength: 60 }),
      async (steps) => {
        let now = 0;
        const taken: number[] = [];
        const counter = createMemoryCounter(() => now);
        for (const step of steps) {
          now += step;
          const wait = await counter.take("a", RATE);
          if (wait === 0) taken.push(now);
          else {
            now += wait * 1_000;
            expect(await counter.take("a", RATE)).toBe(0);
            taken.push(now);
          }
        }
        for (const from of taken) {
          const within = taken.filter((at) => at >= from && at < from + 30_000);
          expect(within.length).toBeLessThanOrEqual(RATE.count * 2);
        }
      },
    ),
  );
});

test("keys that are long quiet take no memory", async () => {
  let now = 0;
  const kept = new Map<string, number>();
  const counter = createMemoryCounter(() => now, kept);
  for (let n = 0; n < 25_000; n += 1) {
    now += 40_000;
    await counter.take(`key ${n}`, RATE);
  }
  expect(kept.size).toBeLessThanOrEqual(10_000);
});

test("an amount counts as so many, all of it or nothing", async () => {
  const counter = createMemoryCounter(() => 0);
  expect(await counter.take("a", RATE, 2)).toBe(0);
  expect(await counter.take("a", RATE, 2)).toBe(10);
  expect(await counter.take("a", RATE, 1)).toBe(0);
});
