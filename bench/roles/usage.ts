/** What a process and all that it started use of memory and time, as the kernel counts it (Linux). */
import { pause } from "#runtime/work/pause.ts";
import { processTree, read, statFields } from "../../tests/provision/process-tree.ts";

export interface Usage {
  /** What is its own, and its share of what it has in common with others. */
  readonly mebibytes: number;
  /** Since each of the processes began; of one that ended meanwhile what its parent waited for. */
  readonly cpuSeconds: number;
}

/** The kernel's clock, the same on every Linux that Node runs on. */
const TICKS_PER_SECOND = 100;

export function usageOf(pid: number): Usage {
  const processes = processTree(pid).map((process) => process.pid);
  return {
    mebibytes: sum(processes.map(shareOfMemory)) / 1024,
    cpuSeconds: sum(processes.map(ticks)) / TICKS_PER_SECOND,
  };
}

/** Of all processes of a part together. */
interface UsageOver {
  readonly mebibytes: number;
  readonly coreShare: number;
}

/**
 * What each of these took while that many seconds went by, its memory as it was at the end.
 * @param parts the first processes of each, by its name
 */
export async function usageOver(
  parts: Readonly<Record<string, readonly number[]>>,
  seconds: number,
): Promise<ReadonlyMap<string, UsageOver>> {
  const look = () =>
    new Map(Object.entries(parts).map(([name, pids]) => [name, pids.map((pid) => usageOf(pid))]));
  const cpuSeconds = (usages: readonly Usage[]) => sum(usages.map((usage) => usage.cpuSeconds));
  const before = look();
  const startedAt = performance.now();
  await pause(seconds * 1_000);
  const after = look();
  const tookSeconds = (performance.now() - startedAt) / 1_000;
  return new Map(
    [...after].map(([name, usages]) => {
      const usedSeconds = cpuSeconds(usages) - cpuSeconds(before.get(name) ?? []);
      const mebibytes = sum(usages.map((usage) => usage.mebibytes));
      return [name, { mebibytes, coreShare: usedSeconds / tookSeconds }];
    }),
  );
}

function shareOfMemory(pid: number): number {
  const kibibytes = /^Pss:\s+(\d+) kB$/m.exec(read(`/proc/${pid}/smaps_rollup`))?.[1];
  return Number(kibibytes ?? 0);
}

function ticks(pid: number): number {
  // utime, stime, cutime, cstime.
  return sum(statFields(pid).slice(11, 15).map(Number));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
