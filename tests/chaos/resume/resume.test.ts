/** The short form of `npm run chaos -- resume`. */
import { expect, test } from "vitest";
import { describeReport } from "../chaos-run.ts";
import { runResumeChaos } from "./main.ts";

const SEED = 6;

test("writers who answer while every part is killed and paused get each answer's own proposal, once", async () => {
  const said: string[] = [];
  const report = await runResumeChaos({
    cuts: 12,
    seed: SEED,
    sessions: 4,
    longestFreezeMs: 2_500,
    longestIdleMs: 4_000,
    pauseMs: { least: 200, most: 1_000 },
    thinkMs: { least: 0, most: 500 },
    say: (line) => void said.push(line),
  });
  const whole = `${describeReport("resume", SEED, report)}${said.join("\n")}`;
  expect(report.violations, whole).toEqual([]);
  expect(report.figures["answers heard"], whole).toBeGreaterThanOrEqual(4);
}, 400_000);
