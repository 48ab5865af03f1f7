/**
 * `npm run misbehaviours [-- COUNT [FROM]]`: so many generated misbehaviours of a model's endpoint
 * (2,000), from that case on, of the kinds in tests/vectors/misbehaviours.json: to one candidate, from a
 * command to the tables of a real PostgreSQL, and to the page's test of an endpoint.
 */
import { runPytest, runVitest } from "../suites.ts";

const [count = "2000", from = "0"] = process.argv.slice(2);
for (const [name, value] of Object.entries({ count, from })) {
  if (!/^\d+$/u.test(value)) throw new Error(`${name}: got "${value}"; takes a whole number`);
}
const env = { GENESIS_MISBEHAVIOURS: count, GENESIS_MISBEHAVIOURS_FROM: from };

const inPython = await runPytest(
  [
    "flows/tests/unit/test_misbehaviours.py",
    "flows/tests/integration/test_misbehaving_endpoint.py",
  ],
  env,
);
const onThePage = await runVitest(
  ["settings-test.test.ts", "-t", "misbehav"],
  "misbehaviours",
  env,
);
const parts = [inPython, onThePage];
process.exitCode = parts.every(({ passed, failures }) => passed > 0 && failures.length === 0)
  ? 0
  : 1;
