/**
 * Cancels runs that stay behind in Prefect: those whose cancellation was lost, with Prefect or with
 * this process, and those that died without a word. They do no harm, since every write of a run is
 * fenced, but they would count as running, or wait, for ever.
 *
 * What rightly waits is not looked at, however much of it there is: a run that works, or is about to,
 * may have died; one that is paused stays behind where its wait was expired, which the table knows.
 */
import type { Logger } from "pino";
import type { Handles } from "./handles.ts";
import type { PrefectClient } from "./prefect-client.ts";
import type { ListedRun } from "./prefect-runs.ts";

export interface OrphanedRunsParts {
  readonly handles: Pick<Handles, "orphanedRuns" | "leftRuns">;
  readonly prefect: Pick<PrefectClient, "listRuns" | "cancelRun">;
  readonly log: Logger;
  /** Younger runs are left alone: they may just have been asked for. */
  readonly graceMs: number;
  /** So far back the first look goes. */
  readonly firstLookMs: number;
}

/** Prefect's own limit of a page. */
const PAGE_SIZE = 200;

/** A wait is stamped with its transaction's beginning. */
const OVERLAP_MS = 30_000;

const AWAY = "AWAY";

/**
 * A round: every run at work, every paused one whose wait was expired since the last round, and one page
 * of all that are paused, round and round, for what no table knows of.
 */
export function createOrphanedRuns(parts: OrphanedRunsParts): () => Promise<void> {
  const { handles, prefect, log, graceMs } = parts;
  let pausedFrom: PausedFrom = START;
  let lookedAt: number | null = null;
  /** Runs whose wait was expired, and that have ended; kept while they are told of again. */
  let ended: ReadonlySet<string> = new Set();

  async function cancelOrphans(runs: readonly ListedRun[]): Promise<readonly string[]> {
    const orphaned = runs.length === 0 ? [] : await handles.orphanedRuns(runs);
    for (const flowRunId of orphaned) {
      log.info({ flow_run_id: flowRunId }, "a run that works for nobody is cancelled");
      await prefect.cancelRun(flowRunId);
    }
    return orphaned;
  }

  async function lookAtWork(before: Date): Promise<typeof AWAY | null> {
    for (let offset = 0; ; ) {
      const listed = await prefect.listRuns({ what: "AT_WORK", before, offset, limit: PAGE_SIZE });
      if (listed.outcome === AWAY) return AWAY;
      const { length } = await cancelOrphans(listed.runs);
      if (listed.runs.length < PAGE_SIZE) return null;
      // Those that were cancelled are no longer listed before the next page.
      offset += PAGE_SIZE - length;
    }
  }

  async function lookAtLeft(sinceMs: number): Promise<typeof AWAY | null> {
    const left = await handles.leftRuns(sinceMs);
    const due = left.filter((id) => !ended.has(id));
    const unended = new Set<string>();
    for (let from = 0; from < due.length; from += PAGE_SIZE) {
      const ids = due.slice(from, from + PAGE_SIZE);
      const listed = await prefect.listRuns({ what: "NAMED", ids, limit: PAGE_SIZE });
      if (listed.outcome === AWAY) return AWAY;
      await cancelOrphans(listed.runs);
      for (const { flow_run_id } of listed.runs) unended.add(flow_run_id);
    }
    ended = new Set(left.filter((id) => !unended.has(id)));
    return null;
  }

  async function lookAtPaused(before: Date): Promise<void> {
    const { after, offset } = pausedFrom;
    const page = { what: "PAUSED", before, after, offset, limit: PAGE_SIZE } as const;
    const listed = await prefect.listRuns(page);
    if (listed.outcome === AWAY) return;
    const orphans = new Set(await cancelOrphans(listed.runs));
    const { runs } = listed;
    pausedFrom = runs.length < PAGE_SIZE ? START : behind(pausedFrom, runs, orphans);
  }

  return async () => {
    const now = performance.now();
    const before = new Date(Date.now() - graceMs);
    if ((await lookAtWork(before)) === AWAY) return;
    const sinceMs = lookedAt === null ? parts.firstLookMs : now - lookedAt + OVERLAP_MS;
    if ((await lookAtLeft(sinceMs)) === AWAY) return;
    lookedAt = now;
    await lookAtPaused(before);
  };
}

/** Where a page of paused runs begins: so many behind the first that was to start then. */
interface PausedFrom {
  readonly after: string | null;
  readonly offset: number;
}

const START: PausedFrom = { after: null, offset: 0 };

/** By the time of the last one: a page that is counted from the beginning costs all before it. */
function behind(
  from: PausedFrom,
  runs: readonly ListedRun[],
  gone: ReadonlySet<string>,
): PausedFrom {
  const last = runs.at(-1)?.expected_start_time ?? null;
  const staying = runs.filter(({ flow_run_id }) => !gone.has(flow_run_id));
  if (last === from.after || last === null) {
    return { after: from.after, offset: from.offset + staying.length };
  }
  const sameTime = staying.filter((run) => run.expected_start_time === last);
  return { after: last, offset: sameTime.length };
}
