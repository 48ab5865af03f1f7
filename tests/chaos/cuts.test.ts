import { expect, test } from "vitest";
import { type Cut, runCuts } from "./cuts.ts";
import { seededRandom } from "./random.ts";

const noPause = { least: 0, most: 0 };

function recordingCuts(done: string[]): readonly Cut[] {
  return ["killed", "frozen", "reset"].map((kind, index) => ({
    kind,
    target: "relay",
    weight: index + 1,
    run: async (random) => void done.push(`${kind} ${random.below(1_000)}`),
  }));
}

test("the same seed gives the same cuts in the same order, and another seed others", async () => {
  const runOf = async (seed: number) => {
    const done: string[] = [];
    const random = seededRandom(seed);
    await runCuts(recordingCuts(done), { count: 40, random, pauseMs: noPause });
    return done;
  };
  expect(await runOf(7)).toEqual(await runOf(7));
  expect(await runOf(7)).not.toEqual(await runOf(8));
});

test("cuts of one target never overlap, those of others do, and each is counted", async () => {
  const busy = new Map<string, number>();
  const overlaps: string[] = [];
  let most = 0;
  const cuts = ["relay", "Kafka", "PostgreSQL"].map(
    (target): Cut => ({
      kind: `${target} cut`,
      target,
      weight: 1,
      async run() {
        const now = (busy.get(target) ?? 0) + 1;
        busy.set(target, now);
        if (now > 1) overlaps.push(target);
        most = Math.max(
          most,
          [...busy.values()].reduce((sum, count) => sum + count, 0),
        );
        await new Promise((resolve) => setTimeout(resolve, 5));
        busy.set(target, now - 1);
      },
    }),
  );
  const counts = await runCuts(cuts, { count: 60, random: seededRandom(1), pauseMs: noPause });
  expect(overlaps).toEqual([]);
  expect(most).toBeGreaterThan(1);
  expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(60);
});
