/** The processor time that a PostgreSQL server took, by the system's own figures (Linux: /proc). */
import { readFile, readdir } from "node:fs/promises";

/** Of a process and of its ended children, in clock ticks of 10 ms. */
interface Ticks {
  readonly parent: number;
  readonly own: number;
  readonly ofEndedChildren: number;
}

const MS_PER_TICK = 10;

async function ticksOf(pid: string): Promise<Ticks | null> {
  // The name, in parentheses, may hold anything; after it: state, parent, … utime, stime, cutime, cstime.
  const text = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => null);
  const fields = text
    ?.slice(text.lastIndexOf(")") + 2)
    .split(" ")
    .map(Number);
  if (fields === undefined) return null;
  const at = (index: number) => fields[index] ?? 0;
  return { parent: at(1), own: at(11) + at(12), ofEndedChildren: at(13) + at(14) };
}

/** @returns milliseconds of one processor, of the server and of all it has started since it began */
export async function serverTimeMs(postmaster: number): Promise<number> {
  const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
  let ticks = 0;
  for (const pid of pids) {
    const found = await ticksOf(pid);
    if (found === null) continue;
    if (Number(pid) === postmaster) ticks += found.own + found.ofEndedChildren;
    else if (found.parent === postmaster) ticks += found.own;
  }
  return ticks * MS_PER_TICK;
}
