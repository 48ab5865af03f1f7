/** The edge's heartbeat, every 5 s; a lost one is followed by the next. */
import type { HealthProblem } from "#shared/http/health-problems.ts";
import type { Lifetime } from "#runtime/work/lifetime.ts";
import { repeated } from "#runtime/work/repeated.ts";
import type { InstallationOperations } from "./database/installation-operations.ts";

const BEAT_INTERVAL_MS = 5_000;
const RETRY_INTERVAL_MS = 500;

/** @param problem what the edge serves with, and less well for it; null: it is well */
export function createBeat(
  operations: Pick<InstallationOperations, "beat" | "leave">,
  problem: () => HealthProblem | null,
): Lifetime {
  const instance = crypto.randomUUID();
  const beating = repeated({ everyMs: BEAT_INTERVAL_MS, afterFailureMs: RETRY_INTERVAL_MS }, () => {
    const found = problem();
    return operations.beat(instance, found === null ? "ok" : "degraded", found, Date.now());
  });
  return {
    start: () => beating.start(),
    async stop() {
      await beating.stop();
      await operations.leave(instance).catch(() => {});
    },
  };
}
