/**
 * `npm run eval [-- --json]`: takes the fixed briefs through all stages with the model that the
 * environment configures, or with the sample generator, and prints what can be measured of it.
 */
import { spawn } from "node:child_process";
import { join } from "node:path";
import { venvPython } from "../processes/python.ts";
import { repositoryRoot } from "../repository-root.ts";
import { fail } from "../processes/fail.ts";

const evaluation = spawn(venvPython, ["-m", "genesis_flows.evaluation", ...process.argv.slice(2)], {
  cwd: join(repositoryRoot, "flows"),
  stdio: "inherit",
});
evaluation.once("error", fail);
evaluation.once("exit", (code) => process.exit(code ?? 1));
