/** An older release's checkout, installed: where its processes start. */
import { existsSync, mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { runProgram } from "../../../local/processes/run-program.ts";
import { repositoryRoot } from "../../../local/repository-root.ts";

/** The commit of release 0.1.0. */
const OLDEST = "301835e";

/**
 * @param from a directory where it is installed, or a commit of this repository, which is taken out
 *   below node_modules/.cache and installed there once
 * @throws with what the program said where the commit is not there or cannot be installed
 */
export async function installedRelease(from: string = OLDEST): Promise<string> {
  if (existsSync(join(from, "package.json"))) return resolve(from);
  const directory = join(repositoryRoot, "node_modules", ".cache", `release-${from}`);
  if (!existsSync(join(directory, "package.json"))) {
    mkdirSync(directory, { recursive: true });
    const archive = `${directory}.tar`;
    await program("git", ["archive", "--format=tar", `--output=${archive}`, from], repositoryRoot);
    await program("tar", ["-xf", archive, "-C", directory], repositoryRoot);
  }
  await program(process.execPath, ["local/install/install.mjs", "--python"], directory);
  return directory;
}

async function program(command: string, args: readonly string[], cwd: string): Promise<void> {
  const { code, output } = await runProgram(command, args, { cwd, env: process.env });
  if (code !== 0) throw new Error(`${command} ${args.join(" ")}:\n${output}`);
}
