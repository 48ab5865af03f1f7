/** A file system of its own with little room, to be filled and freed (Linux, as root). */
import { mkdtempSync, openSync, closeSync, rmSync, rmdirSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { mustRun } from "../../provision/must-run.ts";

export interface SmallDisk extends AsyncDisposable {
  readonly path: string;
  /** Takes all that is left, and again what came free since. */
  fill(): void;
  free(): void;
}

/** @throws with what mount said where one may not mount */
export async function mountSmallDisk(mebibytes: number): Promise<SmallDisk> {
  const path = mkdtempSync(join(tmpdir(), "genesis-small-disk-"));
  const size = `size=${mebibytes}m,mode=755`;
  await mustRun("mount", ["-t", "tmpfs", "-o", size, "tmpfs", path]);
  const ballast = join(path, "ballast");
  return {
    path,
    fill() {
      const file = openSync(ballast, "a");
      for (const bytes of [1_048_576, 4_096]) writeAll(file, Buffer.alloc(bytes));
      closeSync(file);
    },
    free: () => rmSync(ballast, { force: true }),
    async [Symbol.asyncDispose]() {
      await mustRun("umount", ["-l", path]);
      rmdirSync(path);
    },
  };
}

function writeAll(file: number, block: Buffer): void {
  try {
    while (writeSync(file, block) > 0);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ENOSPC")) throw error;
  }
}
