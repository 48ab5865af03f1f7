import { expect, test } from "vitest";
import { REST_MS, createWaker } from "./waker.ts";

test("a wake that failed is counted and holds up nothing", async () => {
  let failed = 0;
  let isAway = true;
  const waker = createWaker(
    () => (isAway ? Promise.reject(new Error("away")) : Promise.resolve()),
    () => (failed += 1),
  );
  waker.wake();
  await waker.settled();
  isAway = false;
  waker.wake();
  await waker.settled();
  expect(failed).toBe(1);
});

test("the first goes at once; what is asked for within the rest goes together, after it", async () => {
  const sent: { readonly about: string; readonly at: number }[] = [];
  const waker = createWaker(
    async (about) => void sent.push({ about, at: performance.now() }),
    () => {},
  );
  waker.wake("a");
  expect(sent.map(({ about }) => about)).toEqual(["a"]);
  // In turns of their own, as commands come.
  for (const session of ["b", "c", "d"]) {
    await new Promise((resolve) => setImmediate(resolve));
    waker.wake(session);
  }
  await waker.settled();
  const [first, second, ...others] = sent;
  expect(second?.about.split(/\W/).toSorted()).toEqual(["b", "c", "d"]);
  expect(others).toEqual([]);
  // A timer may be a fraction of a millisecond early.
  expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThan(REST_MS - 1);
});
