/** What `npm test` checks besides the suites: how files are written, and that they fit together. */
import { delimiter, join } from "node:path";
import { venvPython } from "../local/processes/python.ts";
import { runProgram } from "../local/processes/run-program.ts";
import { repositoryRoot } from "../local/repository-root.ts";

interface Check {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
}

const tool = (name: string) => join(repositoryRoot, "node_modules", ".bin", name);
const python = (...args: string[]) => ({ command: venvPython, args: ["-m", ...args] });

/**
 * The longest first. Import boundaries are among the linter's rules. The interface is built here, once:
 * tests of both suites serve it.
 */
const checks: readonly Check[] = [
  { name: "types", command: tool("tsc"), args: ["-p", "tsconfig.json"] },
  { name: "Python types", ...python("mypy", "--config-file", "flows/pyproject.toml") },
  { name: "lint", command: tool("oxlint"), args: ["--type-aware", "--deny-warnings"] },
  { name: "types of the interface", command: tool("tsc"), args: ["-p", "ui/tsconfig.json"] },
  {
    name: "types of the service worker",
    command: tool("tsc"),
    args: ["-p", "ui/service-worker/tsconfig.json"],
  },
  {
    name: "types on Deno",
    command: tool("deno"),
    args: ["check", "edge/deno.ts", "tests/provision/deno-edge.ts"],
  },
  { name: "interface", command: process.execPath, args: ["local/commands/build.ts"] },
  { name: "format", command: tool("biome"), args: ["format", "."] },
  {
    name: "generated files",
    command: process.execPath,
    args: ["shared-types/generate/main.ts", "--check"],
  },
  { name: "Python format", ...python("ruff", "format", "--check", "flows") },
  { name: "Python lint", ...python("ruff", "check", "flows") },
];

/** The packages' programs and this Node come first on the PATH. */
export const toolEnvironment = {
  ...process.env,
  PATH: `${join(repositoryRoot, "node_modules", ".bin")}${delimiter}${process.env["PATH"] ?? ""}`,
};

/**
 * Two at a time: a laptop has cores for that, and some of them take a gigabyte.
 * @returns the names of those that failed
 */
export async function runChecks(): Promise<readonly string[]> {
  const waiting = [...checks];
  const failed: string[] = [];
  const work = async () => {
    for (let check = waiting.shift(); check !== undefined; check = waiting.shift()) {
      if (!(await runCheck(check))) failed.push(check.name);
    }
  };
  await Promise.all([work(), work()]);
  return failed;
}

/** Runs one check and prints a line for it, and what it said where it fails. */
async function runCheck(check: Check): Promise<boolean> {
  const startedAt = Date.now();
  const { code, output } = await runProgram(check.command, check.args, {
    cwd: repositoryRoot,
    env: toolEnvironment,
  });
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
  const isOk = code === 0;
  process.stdout.write(`${isOk ? "ok    " : "FAILED"} ${check.name} (${seconds} s)\n`);
  if (!isOk) process.stdout.write(`${output}\n\n`);
  return isOk;
}
