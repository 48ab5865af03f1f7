/**
 * The id up to which the outbox is settled, so that a poll begins there. A row leaves its entry in
 * the index of what is PENDING until VACUUM comes; a poll from the beginning would walk over all of
 * those.
 *
 * Ids become visible out of order: a transaction that took a low one may commit late. It has its
 * transaction id by then, as its session's lock or event was written before its outbox row. So once
 * every transaction has ended that had begun when an id was seen, what is not PENDING up to that id
 * never will be; but for rows that an operator retries, for which now and then a poll goes from the
 * beginning.
 *
 * Which those are is told by a transaction of the relay's own, the one that marks: begun after an id
 * was seen, its transaction id is above all of theirs. A snapshot's xmax is not: it is one above the
 * last that ENDED (GetSnapshotData in PostgreSQL's procarray.c), and one that has begun may be beyond.
 */

/** What a claim says besides its messages; transaction ids grow for ever (64 bits). */
export interface Seen {
  /** The first PENDING id beyond the one that was claimed after; null where there is none. */
  readonly firstPending: number | null;
  /** Every transaction below it has ended. */
  readonly xmin: bigint;
}

export class LowWater {
  readonly #fromStartEveryMs: number;
  readonly #now: () => number;
  #after = 0;
  #highestSeen = 0;
  #candidate: { readonly id: number; readonly below: bigint } | null = null;
  #startedOverAt: number;

  constructor(fromStartEveryMs: number, now: () => number = () => performance.now()) {
    this.#fromStartEveryMs = fromStartEveryMs;
    this.#now = now;
    this.#startedOverAt = now();
  }

  /** What the next claim is to begin after. */
  after(): number {
    if (this.#now() - this.#startedOverAt >= this.#fromStartEveryMs) {
      this.#startedOverAt = this.#now();
      return 0;
    }
    return this.#after;
  }

  /** The highest id that a claim has given. */
  highestSeen(): number {
    return this.#highestSeen;
  }

  /** @param highestId of the messages that the claim gave; null where it gave none */
  observe(seen: Seen, highestId: number | null): void {
    this.#highestSeen = Math.max(this.#highestSeen, highestId ?? 0);
    if (this.#candidate === null || seen.xmin < this.#candidate.below) return;
    const settled = seen.firstPending === null ? this.#candidate.id : seen.firstPending - 1;
    this.#after = Math.max(this.#after, Math.min(this.#candidate.id, settled));
    this.#candidate = null;
  }

  /**
   * @param highestId what `highestSeen` was before the transaction was asked for
   * @param transaction its id
   */
  began(highestId: number, transaction: bigint): void {
    if (this.#candidate !== null || highestId <= this.#after) return;
    this.#candidate = { id: highestId, below: transaction };
  }
}
