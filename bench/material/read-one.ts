/** Reads one file in a process of its own, and says what that took. */
import { readFile } from "node:fs/promises";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { readMaterial } from "../../edge/material/read-material.ts";

const [path = "", name = ""] = process.argv.slice(2);
const bytes = new Uint8Array(await readFile(path));
// Code that runs the first time is no part of it.
await readMaterial("a.md", new TextEncoder().encode("# a\nb"));
const before = process.memoryUsage.rss() / 1024;
const delay = monitorEventLoopDelay({ resolution: 5 });
delay.enable();
const cpuBefore = process.cpuUsage();
const { outcome } = await readMaterial(name, bytes);
const { user, system } = process.cpuUsage(cpuBefore);
delay.disable();
process.stdout.write(
  JSON.stringify({
    outcome,
    // Of all its threads: no less than it takes where nothing else runs.
    seconds: (user + system) / 1e6,
    held_ms: delay.max / 1e6,
    mib: ((await peak()) - before) / 1024,
  }),
);

/** In KiB. Where Linux says it, it is this program's; `maxRSS` there begins with the parent's. */
async function peak(): Promise<number> {
  const status = await readFile("/proc/self/status", "utf8").catch(() => "");
  const said = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1];
  return said === undefined ? process.resourceUsage().maxRSS : Number(said);
}
