/**
 * What a commit is checked for before it is made: the staged files' format and lint. Plain
 * JavaScript: a hook may run on the machine's own Node. The whole is `npm test`.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

const root = execFileSync("git", ["rev-parse", "--show-toplevel"], { encoding: "utf8" }).trim();
const staged = execFileSync(
  "git",
  ["diff", "--cached", "--name-only", "--diff-filter=ACMR", "-z"],
  { cwd: root, encoding: "utf8" },
)
  .split("\0")
  .filter((path) => path !== "");

const node = (name) => join(root, "node_modules", ".bin", name);
const python = join(
  root,
  ".venv",
  process.platform === "win32" ? "Scripts/python.exe" : "bin/python",
);
const of = (pattern) => staged.filter((path) => pattern.test(path));

/** Format first: what it changes is looked at by nobody else. */
const checks = [
  {
    command: node("biome"),
    args: ["format", "--no-errors-on-unmatched"],
    files: of(/\.(m?[jt]sx?|json|css)$/),
  },
  { command: node("oxlint"), args: ["--deny-warnings"], files: of(/\.(m?[jt]sx?)$/) },
  { command: python, args: ["-m", "ruff", "format", "--check"], files: of(/\.py$/) },
  { command: python, args: ["-m", "ruff", "check"], files: of(/\.py$/) },
];

let isOk = true;
for (const { command, args, files } of checks) {
  if (files.length === 0) continue;
  if (!existsSync(command)) {
    console.error(`${command} is missing: run node local/install/install.mjs --dev --python`);
    process.exit(1);
  }
  const { status } = spawnSync(command, [...args, ...files], { cwd: root, stdio: "inherit" });
  isOk &&= status === 0;
}
process.exitCode = isOk ? 0 : 1;
