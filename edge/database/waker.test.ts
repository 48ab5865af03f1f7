import { afterEach, expect, test, vi } from "vitest";
import { REST_MS, createWaker } from "./waker.ts";

afterEach(() => vi.useRealTimers());

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

/** Turns in which everything that waits for no timer goes on, however slow the machine is. */
async function microtasks() {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}

test("the first goes at once; what is asked for within the rest goes together, after it", async () => {
  vi.useFakeTimers({ toFake: ["performance"] });
  const sent: string[] = [];
  const waker = createWaker(
    async (about) => void sent.push(about),
    () => {},
  );
  waker.wake("a");
  expect(sent).toEqual(["a"]);
  await waker.settled();
  // In turns of their own, as commands come.
  for (const session of ["b", "c", "d"]) {
    waker.wake(session);
    await microtasks();
  }
  expect(sent).toEqual(["a"]);
  await waker.settled();
  const [, second, ...others] = sent;
  expect(second?.split(/\W/).toSorted()).toEqual(["b", "c", "d"]);
  expect(others).toEqual([]);

  vi.advanceTimersByTime(REST_MS);
  waker.wake("e");
  expect(sent.at(-1)).toBe("e");
});
