/** What `npm test` checks besides the suites: how files are written, and that they fit together. */
import { delimiter, join } from "node:path";
import { venvPython } from "../local/processes/python.ts";
import { runProgram } from "../local/processes/run-program.ts";
import { repositoryRoot } from "../local/repository-root.ts";

export interface Check {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
}

const tool = (name: string) => join(repositoryRoot, "node_modules", ".bin", name);
const python = (...args: string[]) => ({ command: venvPython, args: ["-m", ...args] });

/** Import boundaries are among the linter's rules. */
export const checks: readonly Check[] = [
  { name: "format", command: tool("biome"), args: ["format", "."] },
  { name: "lint", command: tool("oxlint"), args: ["--type-aware", "--deny-warnings"] },
  { name: "types", command: tool("tsc"), args: ["-p", "tsconfig.json"] },
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
  {
    name: "generated files",
    command: process.execPath,
    args: ["shared-types/generate/main.ts", "--check"],
  },
  { name: "Python format", ...python("ruff", "format", "--check", "flows") },
  { name: "Python lint", ...python("ruff", "check", "flows") },
  { name: "Python types", ...python("mypy", "--config-file", "flows/pyproject.toml") },
];

/** The packages' programs and this Node come first on the PATH. */
export const toolEnvironment = {
  ...process.env,
  PATH: `${join(repositoryRoot, "node_modules", ".bin")}${delimiter}${process.env["PATH"] ?? ""}`,
};

/** Runs one check and prints a line for it, and what it said where it fails. */
export async function runCheck(check: Check): Promise<boolean> {
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
