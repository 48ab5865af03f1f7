/**
 * How far a replica must have come before this edge reads from it: for an account, since it wrote; for
 * a session, since a wake told of it; for anything, since a wake told of more than it could name.
 *
 * What is written is not known by its place in the log, only that it was written: until the primary was
 * read since then, which says how far it has come, nobody but the primary will do.
 */
import { further, type LogPosition } from "./log-position.ts";

/** null: only the primary will do. */
export type ReadNeed = LogPosition | null;

interface Need {
  /** Which mark it was: a read that began before it says nothing of it. */
  readonly mark: number;
  position: ReadNeed;
}

export interface ReadNeeds {
  /** Something of these was written; absent: of anything. */
  wrote(...keys: readonly string[]): void;
  /** @param keys the account and the session that are read */
  of(keys: readonly string[], known: LogPosition): ReadNeed;
  /** What a read of the primary is to give back to `found`, taken before it begins. */
  now(): number;
  /** The primary had come so far when it was read, after `mark`. */
  found(keys: readonly string[], mark: number, position: LogPosition): void;
}

/** Of accounts and sessions with a need of their own; beyond it the oldest becomes everybody's. */
const MOST_NEEDS = 20_000;

export function createReadNeeds(most = MOST_NEEDS): ReadNeeds {
  const needs = new Map<string, Need>();
  let marks = 0;
  let anybody: Need = { mark: 0, position: null };

  function forgetOldest(): void {
    const [oldest] = needs;
    if (oldest === undefined) return;
    const [key, { position }] = oldest;
    needs.delete(key);
    if (position === null) anybody = { mark: (marks += 1), position: null };
    else if (anybody.position !== null) anybody.position = further(anybody.position, position);
  }

  return {
    wrote(...keys) {
      const mark = (marks += 1);
      if (keys.length === 0) anybody = { mark, position: null };
      for (const key of keys) {
        needs.delete(key);
        needs.set(key, { mark, position: null });
        if (needs.size > most) forgetOldest();
      }
    },
    of(keys, known) {
      let position = known;
      for (const need of [anybody, ...keys.map((key) => needs.get(key))]) {
        if (need === undefined) continue;
        if (need.position === null) return null;
        position = further(position, need.position);
      }
      return position;
    },
    now: () => marks,
    found(keys, mark, position) {
      for (const need of [anybody, ...keys.map((key) => needs.get(key))]) {
        if (need !== undefined && need.mark <= mark) need.position ??= position;
      }
    },
  };
}
