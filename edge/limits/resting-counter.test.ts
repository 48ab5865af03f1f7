/** A Redis that is slow for ever costs a few commands half a second, not all of them. */
import { expect, test, vi } from "vitest";
import type { RateCounter } from "./rate-counter.ts";
import { restingCounter } from "./resting-counter.ts";

const OPTIONS = { slowMs: 10, slowInARow: 2, restMs: 30 };
const RATE = { count: 10, windowSeconds: 1 };

function counters(takesMs: { ms: number; fails?: boolean }) {
  const asked: string[] = [];
  const elsewhere: RateCounter = {
    async take(key) {
      asked.push(key);
      if (takesMs.ms > 0) await new Promise((resolve) => setTimeout(resolve, takesMs.ms));
      if (takesMs.fails === true) throw new Error("away");
      return 0;
    },
  };
  return { asked, elsewhere };
}

test("after a few slow answers in a row it is not waited for, and used again once it is quick", async () => {
  const speed = { ms: 25 };
  const { asked, elsewhere } = counters(speed);
  const counter = restingCounter(elsewhere, () => undefined, OPTIONS);
  for (let n = 0; n < 5; n += 1) await counter.take("commands", RATE);
  expect(asked).toEqual(["commands", "commands"]);
  speed.ms = 0;
  await vi.waitFor(async () => {
    await counter.take("commands", RATE);
    expect(asked.at(-1)).toBe("commands");
    expect(asked).toContain("probe");
  });
});

test("what cannot be counted goes on, and is said", async () => {
  const { asked, elsewhere } = counters({ ms: 0, fails: true });
  const said: unknown[] = [];
  const counter = restingCounter(elsewhere, (error) => said.push(error), OPTIONS);
  for (let n = 0; n < 4; n += 1) expect(await counter.take("commands", RATE)).toBe(0);
  expect([asked.length, said.length]).toEqual([2, 2]);
});
