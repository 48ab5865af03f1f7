import { describe, expect, it } from "vitest";
import { WaitingKeys } from "./waiting-keys.ts";

describe("waiting keys", () => {
  it("back off for ever, up to the limit, each for itself", () => {
    let now = 0;
    const keys = new WaitingKeys(5_000, () => now);
    const waits = Array.from({ length: 8 }, () => {
      keys.backOff("a");
      const wait = keys.nextInMs() ?? 0;
      now += wait;
      return wait;
    });
    expect(waits).toEqual([250, 500, 1_000, 2_000, 4_000, 5_000, 5_000, 5_000]);
    keys.waitFor("b", 1_000);
    expect(keys.current()).toEqual(["b"]);
  });

  it("go on when their time is over or they are cleared", () => {
    let now = 0;
    const keys = new WaitingKeys(5_000, () => now);
    keys.waitFor("a", 1_000);
    keys.waitFor("b", 3_000);
    expect(keys.current()).toEqual(["a", "b"]);
    now = 1_000;
    expect(keys.current()).toEqual(["b"]);
    expect(keys.nextInMs()).toBe(2_000);
    keys.clear("b");
    expect(keys.nextInMs()).toBeNull();
  });
});
