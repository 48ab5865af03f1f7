import { expect, test } from "vitest";
import { createWaker } from "./waker.ts";

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
