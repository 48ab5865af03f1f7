/** A commit of this repository in a directory, as a clone has it: nothing is installed or built. */
import { mkdirSync, renameSync, rmSync } from "node:fs";
import { repositoryRoot } from "../../local/repository-root.ts";
import { mustRun } from "./must-run.ts";

/**
 * @param directory is not there yet, and is there only once it is whole
 * @throws with what git or tar said
 */
export async function takeOut(commit: string, directory: string): Promise<void> {
  const archive = `${directory}.tar`;
  const partial = `${directory}.partial`;
  const inRepository = { cwd: repositoryRoot, env: process.env };
  // What an interrupted one left.
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(partial, { recursive: true });
  try {
    await mustRun("git", ["archive", "--format=tar", `--output=${archive}`, commit], inRepository);
    await mustRun("tar", ["-xf", archive, "-C", partial]);
  } finally {
    rmSync(archive, { force: true });
  }
  renameSync(partial, directory);
}
