/**
 * The hub's net under the wakes, any of which may be lost: asks in which sessions anything happened since
 * the last look, and now and then says that it may have been in any.
 */
import { type Coalesced, coalesced } from "#runtime/work/coalesced.ts";
import type { RecentWork, StreamSource } from "./source.ts";

export interface LooksOptions {
  readonly source: Pick<StreamSource, "recentWork">;
  /** How often, whatever is said to have happened, it may have been anywhere. */
  readonly allMs: number;
  readonly onRecent: (recent: RecentWork) => void;
  readonly onAny: () => void;
  readonly onFailed: (error: unknown) => void;
}

export interface Looks {
  ask(): void;
  /** Resolves when nothing is being asked. */
  settled: Coalesced["settled"];
}

/** An event has its id before its transaction ends, which has the statement's deadline at most. */
const OVERLAP_MS = 15_000;

export function createLooks({ source, allMs, ...on }: LooksOptions): Looks {
  /** When the last look that was answered began. */
  let lookedAt = Number.NEGATIVE_INFINITY;
  let lookedAtAll = Number.NEGATIVE_INFINITY;

  const looks = coalesced(async () => {
    const now = performance.now();
    if (now - lookedAtAll >= allMs) {
      lookedAt = now;
      lookedAtAll = now;
      on.onAny();
      return;
    }
    try {
      const recent = await source.recentWork(now - lookedAt + OVERLAP_MS);
      lookedAt = now;
      on.onRecent(recent);
    } catch (error) {
      on.onFailed(error);
    }
  });
  return { ask: () => void looks.ask(), settled: () => looks.settled() };
}
