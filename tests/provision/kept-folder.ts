/** What tests fetch or unpack once for a checkout. */
import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { acquireFileLock } from "../../local/lock/file-lock.mjs";
import { pause } from "#runtime/work/pause.ts";
import { repositoryRoot } from "../../local/repository-root.ts";

/**
 * @param name its own, with the version of what it holds
 * @param fill puts all into an empty folder; called by one of those who ask at a time
 * @returns the folder, whole
 */
export async function keptFolder(
  name: string,
  fill: (folder: string) => Promise<unknown>,
): Promise<string> {
  const folder = join(repositoryRoot, "node_modules", ".cache", "genesis", name);
  mkdirSync(dirname(folder), { recursive: true });
  while (!existsSync(folder)) {
    // Test files run side by side.
    const lock = acquireFileLock(`${folder}.lock`);
    if (lock.status === "held") {
      await pause(200);
      continue;
    }
    try {
      if (existsSync(folder)) continue;
      const unfinished = `${folder}.unfinished`;
      rmSync(unfinished, { recursive: true, force: true });
      mkdirSync(unfinished);
      await fill(unfinished);
      renameSync(unfinished, folder);
    } finally {
      lock.release();
    }
  }
  return folder;
}
