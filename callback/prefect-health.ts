/** What is known of Prefect's health: whether it answers, and whether what is started there would run. */
import type { Logger } from "pino";
import { HEALTH_PROBLEMS, type HealthProblem } from "#shared/http/health-problems.ts";
import type { PartStatus } from "#shared/http/http.ts";
import type { PrefectClient } from "./prefect-client.ts";
import type { PrefectWatch } from "./prefect-watch.ts";

export interface PrefectHealthParts {
  readonly prefect: Pick<PrefectClient, "isHealthy">;
  readonly watch: PrefectWatch;
  readonly log: Logger;
  /** A pool or queue that is paused while a writer waits this long is set running again. */
  readonly pausedForMs: number;
}

export interface PrefectReport {
  readonly status: PartStatus;
  readonly problem: HealthProblem | null;
  readonly detail: string;
}

export interface PrefectHealth {
  /** Whether Prefect's health answers just now. */
  ask(): Promise<boolean>;
  /** Looks at what runs need; `waitingMs`: how long a writer has waited for one. */
  look(waitingMs: number): Promise<void>;
  report(): PrefectReport;
}

/** Looks in a row that got no answer of use: one may meet a restart. */
const FAILED_LOOKS = 2;

const PAUSED: readonly (HealthProblem | null)[] = ["POOL_PAUSED", "QUEUE_PAUSED"];

export function createPrefectHealth(parts: PrefectHealthParts): PrefectHealth {
  const { prefect, watch, log } = parts;
  let isUp = false;
  let hasBeenUp = false;
  let problem: HealthProblem | null = null;
  let failedLooks = 0;
  /** What came in place of an answer. */
  let failure: string | null = null;

  const note = (found: HealthProblem | null, reason: string | null = null) => {
    failure = reason;
    if (found === problem) return;
    if (found === null) log.info("runs are taken up in Prefect again");
    else log.warn({ problem: found, reason }, HEALTH_PROBLEMS[found]);
    problem = found;
  };

  return {
    async ask() {
      const answers = await prefect.isHealthy();
      if (answers !== isUp) log.info({ is_up: answers }, "Prefect's health changed");
      isUp = answers;
      hasBeenUp ||= isUp;
      return isUp;
    },

    async look(waitingMs) {
      const found = await watch.look();
      if (typeof found === "object" && found !== null) {
        // Whoever does not answer does not refuse either; that it is away is told by `ask`.
        if (problem === "PREFECT_REFUSES") problem = null;
        failedLooks = isUp ? failedLooks + 1 : 0;
        if (failedLooks >= FAILED_LOOKS) note("PREFECT_FAILS", found.reason);
        return;
      }
      failedLooks = 0;
      note(found);
      if (!PAUSED.includes(found) || waitingMs < parts.pausedForMs) return;
      // Whoever wants no runs stops the workers: a writer who waits does not wait for a click.
      const wasSet = await watch.setRunning();
      log.warn({ problem: found, waiting_ms: waitingMs, was_set: wasSet }, "set running again");
      if (wasSet) note(null);
    },

    report() {
      if (problem === "PREFECT_REFUSES") return told("degraded", problem);
      if (!isUp) return told(hasBeenUp ? "degraded" : "starting", "PREFECT_AWAY");
      return problem === null
        ? { status: "ok", problem: null, detail: "answers" }
        : told("degraded", problem, failure);
    },
  };
}

function told(
  status: PartStatus,
  problem: HealthProblem,
  reason: string | null = null,
): PrefectReport {
  const words = HEALTH_PROBLEMS[problem];
  return { status, problem, detail: reason === null ? words : `${words}: ${reason}` };
}
