/**
 * Tells the lost from the slow. A laptop's sleep or a database's absence makes everything look stale
 * once: so a beat counts as stale only where it was found too old, unchanged, by this process over a
 * time in which it kept looking.
 */
export interface StalenessOptions {
  readonly staleAfterMs: number;
  readonly confirmMs: number;
  /** A gap between two looks longer than this forgets everything: we were asleep or blind. */
  readonly maxGapMs: number;
  readonly now?: () => number;
}

export interface Observed {
  readonly key: string;
  /** The beat as it stands: any text that changes with it. */
  readonly beat: string;
  readonly ageMs: number;
}

export class Staleness {
  readonly #options: StalenessOptions;
  readonly #now: () => number;
  #found = new Map<string, { beat: string; sinceMs: number }>();
  #lookedMs: number | null = null;

  constructor(options: StalenessOptions) {
    this.#options = options;
    this.#now = options.now ?? (() => performance.now());
  }

  /** The keys that are stale by now, of everything that was seen in this look. */
  look(seen: readonly Observed[]): ReadonlySet<string> {
    const now = this.#now();
    if (this.#lookedMs !== null && now - this.#lookedMs > this.#options.maxGapMs) this.forget();
    this.#lookedMs = now;
    const found = new Map<string, { beat: string; sinceMs: number }>();
    for (const { key, beat, ageMs } of seen) {
      if (ageMs < this.#options.staleAfterMs) continue;
      const before = this.#found.get(key);
      found.set(key, before?.beat === beat ? before : { beat, sinceMs: now });
    }
    this.#found = found;
    return new Set(
      [...found].filter(([, f]) => now - f.sinceMs >= this.#options.confirmMs).map(([key]) => key),
    );
  }

  /** The database or Prefect was away: what was seen before it proves nothing. */
  forget(): void {
    this.#found = new Map();
  }
}
