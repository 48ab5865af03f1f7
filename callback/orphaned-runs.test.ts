import { pino } from "pino";
import { expect, test } from "vitest";
import { createOrphanedRuns } from "./orphaned-runs.ts";
import type { ListedRun } from "./prefect-client.ts";

const silent = pino({ level: "silent" });

function run(number: number): ListedRun {
  const id = `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`;
  return { flow_run_id: id, session_id: id, run_epoch: 1 };
}

test("every unended run is looked at in turn, a page a call, however many are cancelled meanwhile", async () => {
  let unended = Array.from({ length: 450 }, (_, number) => run(number));
  const orphans = new Set(unended.filter((_, index) => index % 3 === 0).map((r) => r.flow_run_id));
  const seen = new Set<string>();
  const pass = createOrphanedRuns({
    log: silent,
    graceMs: 60_000,
    prefect: {
      listRuns: async ({ offset, limit }) => ({
        outcome: "FOUND",
        runs: unended.slice(offset, offset + limit),
      }),
      cancelRun: async (id) => {
        unended = unended.filter(({ flow_run_id }) => flow_run_id !== id);
      },
    },
    handles: {
      orphanedRuns: async (runs) => {
        for (const { flow_run_id } of runs) seen.add(flow_run_id);
        return runs.map((r) => r.flow_run_id).filter((id) => orphans.has(id));
      },
    },
  });
  for (let call = 0; call < 3; call += 1) await pass();
  expect(seen.size).toBe(450);
  expect(unended).toHaveLength(300);
  expect(unended.some(({ flow_run_id }) => orphans.has(flow_run_id))).toBe(false);
});

test("a Prefect that is away is left alone, and the page is asked for again", async () => {
  const asked: number[] = [];
  const pass = createOrphanedRuns({
    log: silent,
    graceMs: 60_000,
    prefect: {
      listRuns: async ({ offset }) => {
        asked.push(offset);
        return { outcome: "AWAY", reason: "refused", may_have_happened: false };
      },
      cancelRun: async () => {
        throw new Error("nothing was listed");
      },
    },
    handles: {
      orphanedRuns: async () => {
        throw new Error("nothing was listed");
      },
    },
  });
  await pass();
  await pass();
  expect(asked).toEqual([0, 0]);
});
