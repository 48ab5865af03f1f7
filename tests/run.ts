/**
 * `npm test`: every check and both suites, one summary. `npm test -- NAME …` hands the arguments to
 * vitest and runs nothing else.
 */
import { checks, runCheck } from "./checks.ts";
import { type SuiteResult, runPytest, runVitest } from "./suites.ts";

/** Two at a time: a laptop has cores for that, and some of them take a gigabyte. */
async function runChecks(): Promise<SuiteResult> {
  const waiting = [...checks];
  let failed = 0;
  const work = async () => {
    for (let check = waiting.shift(); check !== undefined; check = waiting.shift()) {
      if (!(await runCheck(check))) failed += 1;
    }
  };
  await Promise.all([work(), work()]);
  return { passed: 0, failed };
}

const filters = process.argv.slice(2);
const results: SuiteResult[] = [];
if (filters.length === 0) {
  results.push(await runChecks(), await runVitest([]), await runPytest());
} else {
  results.push(await runVitest(filters));
}
const sum = (of: "passed" | "failed") => results.reduce((total, result) => total + result[of], 0);
process.stdout.write(`\n${sum("passed")} passed, ${sum("failed")} failed\n`);
process.exitCode = sum("failed") === 0 && sum("passed") > 0 ? 0 : 1;
