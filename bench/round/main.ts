/**
 * `npm run bench -- round`: what a round of three concepts takes of one concept's time, from an
 * endpoint that answers side by side. Goal: at most 1.3 times.
 */
import { delimiter, join } from "node:path";
import { z } from "zod";
import { venvPython } from "../../local/processes/python.ts";
import { repositoryRoot } from "../../local/repository-root.ts";
import { mustRun } from "../../tests/provision/must-run.ts";
import { type BenchOptions, type Measurement, median } from "../measurement.ts";

const figures = z.object({
  one_ms: z.array(z.number()).min(1),
  three_ms: z.array(z.number()).min(1),
  in_flight: z.int(),
});

export async function* run({ long }: BenchOptions): AsyncIterable<Measurement> {
  const flows = join(repositoryRoot, "flows");
  const path = [flows, join(repositoryRoot, "shared-types", "python")].join(delimiter);
  const output = await mustRun(
    venvPython,
    [join(import.meta.dirname, "round.py"), long ? "30" : "5"],
    { cwd: flows, env: { ...process.env, PYTHONPATH: path } },
  );
  const { one_ms, three_ms, in_flight } = figures.parse(
    JSON.parse(output.split("\n").at(-1) ?? ""),
  );
  const one = median(one_ms);
  const three = median(three_ms);
  yield {
    metric: "round of three / one concept",
    value: three / one,
    unit: "times",
    goal: "<= 1.3",
  };
  yield { metric: "one concept", value: one, unit: "ms", goal: null };
  yield { metric: "round of three", value: three, unit: "ms", goal: null };
  yield { metric: "requests at once", value: in_flight, unit: "count", goal: null };
}
