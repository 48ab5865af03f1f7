/** An older release's checkout, installed: where its processes start. */
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { repositoryRoot } from "../../../local/repository-root.ts";
import { mustRun } from "../../provision/must-run.ts";
import { takeOut } from "../../provision/take-out.ts";

/** The commit of release 0.1.0. */
const OLDEST = "301835e";

/**
 * @param from a directory where it is installed, or whatever names a commit of this repository: that
 *   commit is taken out below .data/releases once, and installed there
 * @throws with what the program said where the commit is not there or cannot be installed
 */
export async function installedRelease(from: string = OLDEST): Promise<string> {
  if (existsSync(join(from, "package.json"))) return resolve(from);
  // By the commit itself: a branch moves on.
  const commit = await mustRun("git", ["rev-parse", "--verify", `${from}^{commit}`], {
    cwd: repositoryRoot,
    env: process.env,
  });
  // Not below node_modules, where Node.js takes no TypeScript.
  const directory = join(repositoryRoot, ".data", "releases", commit);
  if (!existsSync(directory)) await takeOut(commit, directory);
  await mustRun(process.execPath, ["local/install/install.mjs", "--python"], {
    cwd: directory,
    env: process.env,
  });
  return directory;
}
