import { pino } from "pino";
import { expect, test } from "vitest";
import { createOrphanedRuns } from "./orphaned-runs.ts";
import type { ListedRun, RunsPage } from "./prefect-runs.ts";

const silent = pino({ level: "silent" });

interface Run extends ListedRun {
  readonly isPaused: boolean;
}

function run(number: number, isPaused: boolean): Run {
  const id = `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`;
  // Several were to start at the same moment.
  const expected_start_time = new Date(Math.floor(number / 7) * 1_000).toISOString();
  return { flow_run_id: id, session_id: id, run_epoch: 1, expected_start_time, isPaused };
}

/** A Prefect and a table that count what they are asked. */
class Counted {
  runs: Run[];
  readonly orphans: Set<string>;
  left: string[] = [];
  readonly pages: RunsPage[] = [];
  readonly seen = new Set<string>();
  tableCalls = 0;
  isAway = false;
  readonly round: () => Promise<void>;

  constructor(runs: Run[], orphans: readonly Run[]) {
    this.runs = runs;
    this.orphans = new Set(orphans.map(({ flow_run_id }) => flow_run_id));
    this.round = createOrphanedRuns({
      log: silent,
      graceMs: 60_000,
      firstLookMs: 60_000,
      prefect: {
        listRuns: async (page) => {
          this.pages.push(page);
          if (this.isAway) {
            return { outcome: "AWAY", reason: "refused", may_have_happened: false };
          }
          const found = this.#listed(page);
          return { outcome: "FOUND", runs: found };
        },
        cancelRun: async (id) => {
          this.runs = this.runs.filter(({ flow_run_id }) => flow_run_id !== id);
        },
      },
      handles: {
        leftRuns: async () => {
          this.tableCalls += 1;
          return this.left;
        },
        orphanedRuns: async (asked) => {
          this.tableCalls += 1;
          for (const { flow_run_id } of asked) this.seen.add(flow_run_id);
          return asked.map((r) => r.flow_run_id).filter((id) => this.orphans.has(id));
        },
      },
    });
  }

  #listed(page: RunsPage): readonly Run[] {
    if (page.what === "NAMED") {
      return this.runs.filter(({ flow_run_id }) => page.ids.includes(flow_run_id));
    }
    const { after = null } = page.what === "PAUSED" ? page : {};
    return this.runs
      .filter(({ isPaused }) => isPaused === (page.what === "PAUSED"))
      .filter(({ expected_start_time }) => after === null || (expected_start_time ?? "") >= after)
      .slice(page.offset, page.offset + page.limit);
  }
}

test("of 100,000 sessions that wait a round asks for one page, whatever else is due", async () => {
  const waiting = Array.from({ length: 100_000 }, (_, n) => run(n, true));
  const behind = waiting.filter((_, n) => n % 20_000 === 19_999);
  const died = run(200_000, false);
  const counted = new Counted([...waiting, died], [...behind, died]);
  counted.left = [...behind.map(({ flow_run_id }) => flow_run_id), run(300_000, true).flow_run_id];
  await counted.round();
  // Those at work, those that are named, a page of the paused; and the table for each, once more for what is left.
  expect(counted.pages.map(({ what }) => what)).toEqual(["AT_WORK", "NAMED", "PAUSED"]);
  expect(counted.tableCalls).toBe(4);
  expect(counted.runs).toHaveLength(100_000 - behind.length);
  // What has ended is told of again, and not asked for again.
  counted.pages.length = 0;
  counted.tableCalls = 0;
  await counted.round();
  await counted.round();
  expect(counted.pages.map(({ what }) => what)).toEqual([
    "AT_WORK",
    "NAMED",
    "PAUSED",
    "AT_WORK",
    "PAUSED",
  ]);
  expect(counted.tableCalls).toBe(4);
});

test("every paused run is looked at in turn, a page a round, however many are cancelled meanwhile", async () => {
  const all = Array.from({ length: 450 }, (_, n) => run(n, true));
  const counted = new Counted(
    all,
    all.filter((_, n) => n % 3 === 0),
  );
  for (let round = 0; round < 4; round += 1) await counted.round();
  expect(counted.seen.size).toBe(450);
  expect(counted.runs).toHaveLength(300);
  expect(counted.runs.some(({ flow_run_id }) => counted.orphans.has(flow_run_id))).toBe(false);
});

test("all that work are looked at in one round", async () => {
  const all = Array.from({ length: 450 }, (_, n) => run(n, false));
  const counted = new Counted(all, all);
  await counted.round();
  expect(counted.runs).toEqual([]);
});

test("a Prefect that is away is left alone, and the same is asked again", async () => {
  const counted = new Counted([], []);
  counted.isAway = true;
  await counted.round();
  await counted.round();
  expect(counted.pages.map(({ what }) => what)).toEqual(["AT_WORK", "AT_WORK"]);
  expect(counted.tableCalls).toBe(0);
});
