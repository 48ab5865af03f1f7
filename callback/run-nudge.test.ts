import { describe, expect, it } from "vitest";
import { RunNudge } from "./run-nudge.ts";

function nudged(maxHoldMs: number) {
  let wakes = 0;
  const nudge = new RunNudge(async () => {
    wakes += 1;
  }, maxHoldMs);
  return { nudge, wakes: () => wakes };
}

describe("a run that is to be taken up", () => {
  it("wakes the workers at once where no answer is under way", () => {
    const { nudge, wakes } = nudged(60_000);
    nudge.want();
    expect(wakes()).toBe(1);
  });

  it("waits for the answers under way, and then wakes once for all", async () => {
    const { nudge, wakes } = nudged(60_000);
    const gates = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const works = gates.map((gate) =>
      nudge.during(async () => {
        await gate.promise;
        nudge.want();
      }),
    );
    gates[0]?.resolve();
    await works[0];
    await new Promise((resolve) => setImmediate(resolve));
    expect(wakes()).toBe(0);
    gates[1]?.resolve();
    await works[1];
    await expect.poll(wakes).toBe(1);
  });

  it("waits no longer than it may for an answer that Prefect leaves hanging", async () => {
    const { nudge, wakes } = nudged(1);
    void nudge.during(() => new Promise<void>(() => undefined));
    nudge.want();
    await expect.poll(wakes).toBe(1);
  });
});
