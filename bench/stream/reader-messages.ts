/** What the benchmark and its process of readers say to each other. */

/** Opens `count` streams: the paths in turn. */
export interface OpenReaders {
  readonly kind: "open";
  readonly port: number;
  readonly cookie: string;
  readonly paths: readonly string[];
  readonly count: number;
  /** Readers that take one chunk a second of what arrives. */
  readonly isSlow: boolean;
}

export type ReaderCommand =
  | OpenReaders
  /** Every reader is cut, and comes back with its last id at a random moment within `withinMs`. */
  | { readonly kind: "storm"; readonly withinMs: number }
  | { readonly kind: "collect" }
  | { readonly kind: "close" };

/** The stream's path, the version, and when, by `nowMs`. */
export type Arrival = readonly [path: string, version: number, atMs: number];

export type ReaderAnswer =
  | { readonly kind: "opened" }
  /** How long each took from connecting to its stream's first bytes. */
  | { readonly kind: "stormed"; readonly connectedMs: readonly number[] }
  | { readonly kind: "collected"; readonly arrivals: readonly Arrival[] }
  | { readonly kind: "closed" };

/**
 * The machine's own steady clock, the same in every process of it. The system's, which
 * `performance.timeOrigin` was read from, may have been set between the starts of two processes.
 */
export function nowMs(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}
