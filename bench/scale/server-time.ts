/** The processor time that a PostgreSQL server took, by the system's own figures (Linux: /proc). */
import { readFile, readdir } from "node:fs/promises";

const MS_PER_TICK = 10;
const NS_PER_MS = 1e6;

const read = (path: string) => readFile(path, "utf8").catch(() => null);

/** Of a process: whose child it is, and the ticks of 10 ms that its ended children took. */
async function statOf(pid: string): Promise<{ parent: number; endedChildrenMs: number } | null> {
  // The name, in parentheses, may hold anything; after it: state, parent, … utime, stime, cutime, cstime.
  const text = await read(`/proc/${pid}/stat`);
  const fields = text
    ?.slice(text.lastIndexOf(")") + 2)
    .split(" ")
    .map(Number);
  if (fields === undefined) return null;
  const at = (index: number) => fields[index] ?? 0;
  return { parent: at(1), endedChildrenMs: (at(13) + at(14)) * MS_PER_TICK };
}

/** To the nanosecond, where ticks of fifty processes would lose more than an event costs. */
async function ranMs(pid: string): Promise<number> {
  return Number((await read(`/proc/${pid}/schedstat`))?.split(" ")[0] ?? 0) / NS_PER_MS;
}

/** @returns milliseconds of one processor, of the server and of all it has started since it began */
export async function serverTimeMs(postmaster: number): Promise<number> {
  const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
  let ms = 0;
  for (const pid of pids) {
    const stat = await statOf(pid);
    if (stat === null) continue;
    if (Number(pid) === postmaster) ms += stat.endedChildrenMs + (await ranMs(pid));
    else if (stat.parent === postmaster) ms += await ranMs(pid);
  }
  return ms;
}
