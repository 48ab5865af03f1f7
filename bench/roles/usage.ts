/** What a process and all that it started use of memory and time, as the kernel counts it (Linux). */
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
