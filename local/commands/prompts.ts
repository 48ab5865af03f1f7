/**
 * `npm run prompts -- STAGE LANGUAGE [--revise]`: prints what a model is told for a stage, part by
 * part, with each part's estimated tokens. The book so far is the sample generator's.
 */
import { spawn } from "node:child_process";
import { join } from "node:path";
import { venvPython } from "../processes/python.ts";
import { repositoryRoot } from "../repository-root.ts";
import { fail } from "../processes/fail.ts";

const printed = spawn(venvPython, ["-m", "genesis_flows.prompts", ...process.argv.slice(2)], {
  cwd: join(repositoryRoot, "flows"),
  stdio: "inherit",
});
printed.once("error", fail);
printed.once("exit", (code) => process.exit(code ?? 1));
