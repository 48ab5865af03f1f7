import { expect, test } from "vitest";
import { coalesced } from "./coalesced.ts";

/** Work whose runs are let go one by one. */
function gated(isMore: () => boolean = () => false) {
  const gates: (() => void)[] = [];
  const work = coalesced(async () => {
    await new Promise<void>((resolve) => gates.push(resolve));
    return isMore();
  });
  return { work, gates };
}

test("what is asked for ten times at once runs once, and once more for what came meanwhile", async () => {
  const { work, gates } = gated();
  const asked = Array.from({ length: 10 }, () => work.ask());
  expect(gates).toHaveLength(1);
  gates[0]?.();
  await expect.poll(() => gates.length).toBe(2);
  gates[1]?.();
  await Promise.all(asked);
  expect(gates).toHaveLength(2);
});

test("work that says there is more runs again without being asked", async () => {
  let runs = 0;
  const work = coalesced(async () => (runs += 1) < 3);
  await work.ask();
  expect(runs).toBe(3);
});

test("a stop waits for what was asked for, and takes nothing more", async () => {
  const { work, gates } = gated();
  void work.ask();
  void work.ask();
  const stopped = work.stop();
  gates[0]?.();
  await expect.poll(() => gates.length).toBe(2);
  void work.ask();
  gates[1]?.();
  await stopped;
  await work.ask();
  expect(gates).toHaveLength(2);
});

test("a run that fails is who asked's to hear, and is no obstacle to the next", async () => {
  let isAway = true;
  let runs = 0;
  const work = coalesced(async () => {
    if (isAway) throw new Error("away");
    runs += 1;
  });
  await expect(work.ask()).rejects.toThrow("away");
  isAway = false;
  await work.ask();
  expect(runs).toBe(1);
});
