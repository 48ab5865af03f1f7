/** The short form of `npm run chaos -- relay`. */
import { randomInt } from "node:crypto";
import { expect, test } from "vitest";
import { describeReport } from "./chaos-run.ts";
import { run } from "./relay.ts";

test("30 random cuts lose no event, put none out of order, and every effect is had once", async () => {
  const seed = randomInt(1_000_000_000);
  const said: string[] = [];
  const report = await run({ cuts: 30, seed, say: (line) => void said.push(line) });
  const whole = `${describeReport("relay", seed, report)}${said.join("\n")}`;
  expect(report.violations, whole).toEqual([]);
  expect(report.figures["events"], whole).toBeGreaterThan(100);
}, 400_000);
