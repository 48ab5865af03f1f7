/** A child that is started again when it ends by itself. */
import { type Child, type ChildExit, type ChildSpec, endLeftChild, startChild } from "./child.ts";
import { backOffMs } from "#runtime/work/back-off.ts";
import { pause } from "#runtime/work/pause.ts";

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

/** Between two starts. A child that ran a minute begins at the first. */
const backOff = { firstMs: 500, mostMs: 10_000 } as const;
const steadyAfterMs = 60_000;

/**
 * Starts the child, after ending one that a killed studio left.
 * @throws where the first start fails; a later one that fails is tried again
 */
export async function superviseChild(options: SupervisedChildOptions): Promise<SupervisedChild> {
  const stopping = new AbortController();
  const first = await options.spec();
  await endLeftChild(first.recordFile, "SIGTERM", 3_000);
  let child: Child | null = await startChild(first);
  const keeping = keepRunning(child);

  async function keepRunning(present: Child): Promise<void> {
    let failures = 0;
    for (let next: Child | null = present; !stopping.signal.aborted; ) {
      const startedAt = Date.now();
      const ended = next === null ? "cannot be started" : described(await next.exited);
      child = null;
      if (stopping.signal.aborted) return;
      failures = Date.now() - startedAt > steadyAfterMs ? 1 : failures + 1;
      options.onRestart(`${options.name} ${ended}, starting it again`);
      await pause(backOffMs(backOff, failures), stopping.signal);
      next = stopping.signal.aborted ? null : await startAgain();
    }
  }

  async function startAgain(): Promise<Child | null> {
    try {
      child = await startChild(await options.spec());
    } catch (error) {
      options.onRestart(error instanceof Error ? error.message : String(error));
    }
    // stop() came while it started, and saw no child to end.
    if (stopping.signal.aborted) await child?.stop("SIGTERM", 1_000);
    return child;
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

function described(exit: ChildExit): string {
  return `ended (${exit.signal ?? `code ${exit.code}`})`;
}
