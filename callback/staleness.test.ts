import { beforeEach, describe, expect, it } from "vitest";
import { Staleness } from "./staleness.ts";

let now = 0;
let staleness: Staleness;
const old = { key: "command", beat: "1", ageMs: 20_000 };

beforeEach(() => {
  now = 0;
  staleness = new Staleness({
    staleAfterMs: 15_000,
    confirmMs: 10_000,
    maxGapMs: 6_000,
    now: () => now,
  });
});

/** Looks every two seconds over a time; what is stale at its end. */
function watch(durationMs: number, seen = old): readonly string[] {
  let stale: ReadonlySet<string> = new Set();
  for (const end = now + durationMs; now <= end; now += 2_000) stale = staleness.look([seen]);
  return [...stale];
}

describe("a beat", () => {
  it("counts as stale once it was found too old over the whole time", () => {
    expect(watch(8_000)).toEqual([]);
    expect(watch(4_000)).toEqual(["command"]);
  });

  it("is fresh as long as it is young enough", () => {
    expect(watch(60_000, { ...old, ageMs: 14_999 })).toEqual([]);
  });

  it("that changed meanwhile starts anew", () => {
    watch(8_000);
    expect(watch(8_000, { ...old, beat: "2" })).toEqual([]);
  });

  it("found old after a sleep proves nothing yet", () => {
    watch(8_000);
    now += 3_600_000;
    expect([...staleness.look([old])]).toEqual([]);
    expect(watch(12_000)).toEqual(["command"]);
  });

  it("found old before the database was away proves nothing", () => {
    watch(8_000);
    staleness.forget();
    expect(watch(8_000)).toEqual([]);
  });

  it("that is not seen any more is forgotten", () => {
    watch(8_000);
    staleness.look([]);
    expect([...staleness.look([old])]).toEqual([]);
  });
});
