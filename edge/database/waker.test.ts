import { expect, test } from "vitest";
import { createWaker } from "./waker.ts";

test("at most one wake is on its way, and what comes meanwhile goes with the next", async () => {
  const sent: (() => void)[] = [];
  const waker = createWaker(
    () => new Promise<void>((resolve) => sent.push(resolve)),
    () => {},
  );
  for (let n = 0; n < 10; n += 1) waker.wake();
  expect(sent).toHaveLength(1);
  sent[0]?.();
  await expect.poll(() => sent.length).toBe(2);
  sent[1]?.();
  await waker.settled();
  expect(sent).toHaveLength(2);
});

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
