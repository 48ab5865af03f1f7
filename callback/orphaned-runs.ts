/**
 * Cancels runs that stay behind in Prefect: those whose cancellation was lost, with Prefect or with
 * this process, and those that died without a word. They do no harm, since every write of a run is
 * fenced, but they would count as running, or wait, for ever.
 */
import type { Logger } from "pino";
import type { Handles } from "./handles.ts";
import type { PrefectClient } from "./prefect-client.ts";

export interface OrphanedRunsParts {
  readonly handles: Pick<Handles, "orphanedRuns">;
  readonly prefect: Pick<PrefectClient, "listRuns" | "cancelRun">;
  readonly log: Logger;
  /** Younger runs are left alone: they may just have been asked for. */
  readonly graceMs: number;
}

/** Prefect's own limit of a page. */
const PAGE_SIZE = 200;

/**
 * One page of Prefect's unended runs a call, round and round: a studio may have thousands that
 * rightly wait.
 */
export function createOrphanedRuns(parts: OrphanedRunsParts): () => Promise<void> {
  const { handles, prefect, log, graceMs } = parts;
  let offset = 0;
  return async () => {
    const before = new Date(Date.now() - graceMs);
    const listed = await prefect.listRuns({ before, offset, limit: PAGE_SIZE });
    if (listed.outcome === "AWAY") return;
    const { runs } = listed;
    const orphaned = runs.length === 0 ? [] : await handles.orphanedRuns(runs);
    for (const flowRunId of orphaned) {
      log.info({ flow_run_id: flowRunId }, "a run that works for nobody is cancelled");
      await prefect.cancelRun(flowRunId);
    }
    // Those that were cancelled are no longer listed before the next page.
    offset = runs.length < PAGE_SIZE ? 0 : offset + PAGE_SIZE - orphaned.length;
  };
}
