/**
 * What the hardest materials cost: seconds of the processor, the memory that the process grows by, and the longest that
 * no other request had its turn. Each file is read in a process of its own.
 */
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { z } from "zod";
import type { Measurement } from "../measurement.ts";
import { HARD_FILES } from "./hard-files.ts";

const said = z.object({
  outcome: z.enum(["READ", "REFUSED"]),
  seconds: z.number(),
  held_ms: z.number(),
  mib: z.number(),
});

export async function* run(): AsyncIterable<Measurement> {
  const folder = await mkdtemp(join(tmpdir(), "genesis-bench-material-"));
  try {
    for (const [metric, [name, make]] of Object.entries(HARD_FILES)) {
      const path = join(folder, name);
      await writeFile(path, make());
      const script = join(import.meta.dirname, "read-one.ts");
      const { stdout } = await promisify(execFile)(process.execPath, [script, path, name]);
      const { outcome, seconds, held_ms, mib } = said.parse(JSON.parse(stdout));
      const of = `${metric} (${outcome.toLowerCase()})`;
      yield { metric: `${of}, CPU`, value: seconds, unit: "s", goal: "< 10" };
      yield { metric: `${of}, memory`, value: mib, unit: "MiB", goal: "< 256" };
      yield { metric: `${of}, longest turn`, value: held_ms, unit: "ms", goal: null };
    }
  } finally {
    await rm(folder, { recursive: true });
  }
}
