/**
 * When an account's browsers were last seen, to the hour: noted beside the requests, so that none
 * waits for it, and written down together.
 */
import type { Lifetime } from "#runtime/work/lifetime.ts";
import { repeated } from "#runtime/work/repeated.ts";
import type { Caller } from "../database/database.ts";

export interface SeenBrowser {
  readonly account: string;
  readonly sign_in: string;
  readonly device: string | null;
}

export interface SeenBrowsersOptions {
  /** @returns those that are on record now */
  readonly write: (seen: readonly SeenBrowser[]) => Promise<readonly string[]>;
  readonly onFailed: (error: unknown) => void;
  readonly intervalMs: number;
  /** A browser that was written down is not noted again before. */
  readonly againAfterMs: number;
  /** Browsers that wait, and browsers that are remembered: others are noted at a later request. */
  readonly maxWaiting: number;
  readonly maxRemembered: number;
}

export const SEEN_BROWSERS_DEFAULTS = {
  intervalMs: 1_000,
  againAfterMs: 3_600_000,
  maxWaiting: 500,
  maxRemembered: 20_000,
} as const;

export interface SeenBrowsers extends Lifetime {
  saw(caller: Caller, device: string | null): void;
}

export function createSeenBrowsers(options: SeenBrowsersOptions): SeenBrowsers {
  const waiting = new Map<string, SeenBrowser>();
  const writtenAt = new Map<string, number>();

  async function writeDown(): Promise<void> {
    if (waiting.size === 0) return;
    const seen = [...waiting.values()];
    waiting.clear();
    for (const id of await options.write(seen)) {
      if (writtenAt.size >= options.maxRemembered) writtenAt.clear();
      writtenAt.set(id, Date.now());
    }
  }

  // Those of a write that failed come again.
  const { intervalMs: everyMs, onFailed } = options;
  const writing = repeated({ everyMs, onFailed }, writeDown);

  return {
    saw({ accountId, signInId }, device) {
      if (signInId === null || waiting.size >= options.maxWaiting) return;
      const last = writtenAt.get(signInId);
      if (last !== undefined && Date.now() - last < options.againAfterMs) return;
      waiting.set(signInId, { account: accountId, sign_in: signInId, device });
    },
    start: () => writing.start(),
    stop: () => writing.stop(),
  };
}
