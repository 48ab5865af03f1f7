/** The edge's heartbeat, every 5 s; a lost one is followed by the next. */
import type { Lifetime } from "#runtime/work/lifetime.ts";
import { repeated } from "#runtime/work/repeated.ts";
import type { InstallationOperations } from "./database/installation-operations.ts";

const BEAT_INTERVAL_MS = 5_000;
const RETRY_INTERVAL_MS = 500;

/** @param isDeaf whether wakes have not come for long: the edge serves, and polls */
export function createBeat(
  operations: Pick<InstallationOperations, "beat" | "leave">,
  isDeaf: () => boolean,
): Lifetime {
  const instance = crypto.randomUUID();
  const beating = repeated({ everyMs: BEAT_INTERVAL_MS, afterFailureMs: RETRY_INTERVAL_MS }, () =>
    isDeaf()
      ? operations.beat(instance, "degraded", "NOT_LISTENING", Date.now())
      : operations.beat(instance, "ok", null, Date.now()),
  );
  return {
    start: () => beating.start(),
    async stop() {
      await beating.stop();
      await operations.leave(instance).catch(() => {});
    },
  };
}
