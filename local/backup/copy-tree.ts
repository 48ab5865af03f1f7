/** Copies a directory whose files change and vanish meanwhile, as a running database's do. */
import { copyFile, lchown, mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";

/** @param isWanted by the path below the source's root; a folder that is not wanted stays out whole */
export async function copyTree(
  source: string,
  target: string,
  isWanted: (path: string) => boolean = () => true,
  below = "",
): Promise<void> {
  await mkdir(join(target, below), { recursive: true, mode: 0o700 });
  for (const entry of await readdir(join(source, below), { withFileTypes: true })) {
    const path = join(below, entry.name);
    if (!isWanted(path)) continue;
    if (entry.isDirectory()) await copyTree(source, target, isWanted, path);
    else if (entry.isFile()) await copyPresent(join(source, path), join(target, path));
  }
}

async function copyPresent(source: string, target: string): Promise<void> {
  try {
    await copyFile(source, target);
  } catch (error) {
    // A table that was dropped, a segment that was taken for later.
    if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
  }
}

export async function giveTree(path: string, owner: { uid: number; gid: number }): Promise<void> {
  await lchown(path, owner.uid, owner.gid);
  for (const entry of await readdir(path, { withFileTypes: true })) {
    const own = join(path, entry.name);
    if (entry.isDirectory()) await giveTree(own, owner);
    else await lchown(own, owner.uid, owner.gid);
  }
}
