/** What a process and all that it started use of memory and time, as the kernel counts it (Linux). */
import { readFileSync } from "node:fs";
import { processTree } from "../../tests/provision/process-tree.ts";

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
  const stat = read(`/proc/${pid}/stat`);
  // utime, stime, cutime, cstime; the name before them may hold anything, parentheses too.
  const fields = stat
    .slice(stat.lastIndexOf(")") + 2)
    .split(" ")
    .slice(11, 15);
  return sum(fields.map(Number));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** A process that ended meanwhile has nothing to read. */
function read(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
