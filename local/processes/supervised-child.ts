/** A child that is started again when it ends by itself. */
import { type Child, type ChildSpec, endLeftChild, startChild } from "./child.ts";
import { delay } from "./delay.ts";

export interface SupervisedChild {
  /** The present process, null between two of them. */
  readonly pid: number | null;
  /** Ends it for good: SIGTERM, after `graceMs` SIGKILL. */
  stop(graceMs: number): Promise<void>;
}

export interface SupervisedChildOptions {
  readonly name: string;
  /** Asked at each start: a port that was taken meanwhile can be another one then. */
  readonly spec: () => Promise<ChildSpec>;
  readonly onRestart: (message: string) => void;
}

/** Waits between two starts; the last one stays. A child that ran a minute begins at the first. */
const backOffMs = [500, 1_000, 2_000, 5_000, 10_000];
const steadyAfterMs = 60_000;

/** Starts the child, after ending one that a killed studio left. */
export async function superviseChild(options: SupervisedChildOptions): Promise<SupervisedChild> {
  const stopping = new AbortController();
  const first = await options.spec();
  await endLeftChild(first.recordFile, "SIGTERM", 3_000);
  let child: Child | null = await startChild(first);
  const keeping = keepRunning();

  async function keepRunning(): Promise<void> {
    for (let failures = 0; child !== null; ) {
      const startedAt = Date.now();
      const exit = await child.exited;
      child = null;
      if (stopping.signal.aborted) return;
      failures = Date.now() - startedAt > steadyAfterMs ? 0 : failures + 1;
      const waitMs = backOffMs[Math.min(Math.max(failures - 1, 0), backOffMs.length - 1)] ?? 0;
      options.onRestart(
        `${options.name} ended (${exit.signal ?? `code ${exit.code}`}), starting it again`,
      );
      await delay(waitMs, stopping.signal);
      if (stopping.signal.aborted) return;
      child = await startChild(await options.spec());
    }
  }

  return {
    get pid() {
      return child?.pid ?? null;
    },
    stop: async (graceMs) => {
      stopping.abort();
      await child?.stop("SIGTERM", graceMs);
      await keeping;
    },
  };
}
