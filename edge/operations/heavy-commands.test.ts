import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createHeavyLane } from "./heavy-commands.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test("an account's heavy commands take half of the time at most; another's come in between at once", async () => {
  const sent: string[] = [];
  const lane = createHeavyLane<string>(async (item) => {
    sent.push(item);
    await new Promise((resolve) => setTimeout(resolve, 100));
  });
  for (let n = 0; n < 20; n += 1) lane.add("a", `a${n}`);
  await vi.advanceTimersByTimeAsync(150);
  lane.add("b", "b0");
  expect(sent).toEqual(["a0", "b0"]);
  await vi.advanceTimersByTimeAsync(840);
  expect(sent.filter((item) => item.startsWith("a"))).toHaveLength(5);
});
