/** What a hub is told of, and how often it looks. */
import type { ReaderLimits } from "./reader.ts";
import type { StreamSource } from "./source.ts";

export interface HubObserver {
  readersChanged(count: number): void;
  eventsSent(count: number): void;
  readerDropped(reason: "slow"): void;
  fetchFailed(error: unknown): void;
}

export interface HubOptions extends ReaderLimits {
  readonly source: StreamSource;
  readonly observer: HubObserver;
  readonly pollIntervalMs: number;
  /** How often the poll asks for every session with readers, whatever is said to have happened. */
  readonly lookAtAllMs: number;
  readonly commentIntervalMs: number;
  /** Events a session in one query, for those that are live. */
  readonly pageSize: number;
  /** Events a reader in one query, for those that are behind. */
  readonly catchUpPageSize: number;
}

export const HUB_DEFAULTS = {
  pollIntervalMs: 2_000,
  lookAtAllMs: 60_000,
  commentIntervalMs: 15_000,
  pageSize: 100,
  catchUpPageSize: 25,
  maxBacklogBytes: 1024 * 1024,
  maxStalledComments: 4,
} as const satisfies Partial<HubOptions>;
