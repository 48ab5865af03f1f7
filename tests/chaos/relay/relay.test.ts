/** The short form of `npm run chaos -- relay`. */
import { expect, test } from "vitest";
import { describeReport } from "../chaos-run.ts";
import { run } from "./main.ts";

/** Any other does as well; with one and the same a failure can be had again. */
const SEED = 2;

test("30 random cuts lose no event, put none out of order, and every effect is had once", async () => {
  const said: string[] = [];
  const report = await run({ cuts: 30, seed: SEED, say: (line) => void said.push(line) });
  const whole = `${describeReport("relay", SEED, report)}${said.join("\n")}`;
  expect(report.violations, whole).toEqual([]);
  expect(report.figures["events"], whole).toBeGreaterThan(100);
}, 400_000);
