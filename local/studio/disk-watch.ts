/** Whether the disk of the data directory has room; PostgreSQL, Prefect and the logs all need some. */
import { statfs } from "node:fs/promises";
import type { Lifetime } from "#runtime/work/lifetime.ts";
import { repeated } from "#runtime/work/repeated.ts";
import type { HostedParts } from "../../edge/requests/context.ts";

export interface DiskWatch extends Lifetime {
  /** What health tells of it: nothing while there is room. */
  parts(): HostedParts;
}

const LOOK_EVERY_MS = 10_000;
/** PostgreSQL alone takes some 100 MiB for its log before it gives any back. */
const LEAST_FREE_BYTES = 256 * 1024 ** 2;

export type FreeBytes = (directory: string) => Promise<number>;

async function freeBytes(directory: string): Promise<number> {
  const { bavail, bsize } = await statfs(directory);
  return bavail * bsize;
}

export function createDiskWatch(directory: string, free: FreeBytes = freeBytes): DiskWatch {
  let freeMib: number | null = null;
  const looking = repeated({ everyMs: LOOK_EVERY_MS }, async () => {
    const bytes = await free(directory);
    freeMib = bytes < LEAST_FREE_BYTES ? Math.floor(bytes / 1024 ** 2) : null;
  });
  return {
    ...looking,
    parts() {
      if (freeMib === null) return {};
      const detail = `the disk of the data directory has ${freeMib} MiB left`;
      return { database: { status: "degraded", problem: "DISK_FULL", detail } };
    },
  };
}
