/**
 * `npm test`: every check and both suites, one summary. `npm test -- NAME …` hands the arguments to
 * vitest and runs nothing else.
 */
import { runChecks } from "./checks.ts";
import { type SuiteResult, runPytest, runVitest } from "./suites.ts";

interface Stage {
  readonly name: string;
  readonly run: () => Promise<SuiteResult>;
}

interface Ran extends SuiteResult {
  readonly name: string;
  readonly seconds: number;
}

const checks: Stage = {
  name: "checks",
  run: async () => ({ passed: 0, failures: await runChecks() }),
};

/**
 * Beside one another, and each one's stages one after another: whole studios and browsers wait for most
 * of their time, as all else does, and neither needs anything of the other.
 */
const lanes: readonly (readonly Stage[])[] = [
  [{ name: "whole studios and screens", run: () => runVitest(["--project", "e2e"], "e2e") }],
  [
    { name: "parts", run: () => runVitest(["--project", "!e2e"], "parts") },
    { name: "flows", run: () => runPytest() },
  ],
];

/** A stage that throws is one that failed: the others go on. */
async function ran({ name, run }: Stage): Promise<Ran> {
  const startedAt = Date.now();
  const result = await run().catch((error: unknown) => ({ passed: 0, failures: [String(error)] }));
  const seconds = (Date.now() - startedAt) / 1000;
  process.stdout.write(`\n${name} took ${seconds.toFixed(0)} s\n`);
  return { name, seconds, ...result };
}

async function ranInTurn(stages: readonly Stage[]): Promise<readonly Ran[]> {
  const results: Ran[] = [];
  for (const stage of stages) results.push(await ran(stage));
  return results;
}

const filters = process.argv.slice(2);
const results =
  filters.length > 0
    ? [await ran({ name: "vitest", run: () => runVitest(filters) })]
    : [await ran(checks), ...(await Promise.all(lanes.map(ranInTurn))).flat()];

let passed = 0;
let failed = 0;
process.stdout.write("\n");
for (const result of results) {
  passed += result.passed;
  failed += result.failures.length;
  const time = `${result.seconds.toFixed(0)} s`.padStart(7);
  const counts = `${result.passed} passed, ${result.failures.length} failed`;
  process.stdout.write(`${time}  ${result.name}: ${counts}\n`);
  // Stages beside one another have said it between one another's lines.
  for (const failure of result.failures) process.stdout.write(`         FAILED ${failure}\n`);
}
process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
