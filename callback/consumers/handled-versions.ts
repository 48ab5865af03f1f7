/**
 * What every consumer drops: the events that it has given to the callback already. It knows the last
 * version of each session, and gives one event of a session at a time.
 */
import type { OutboxMessage } from "#shared/events/delivery.ts";

/** Some 100 bytes each. */
const MAX_SESSIONS = 100_000;

/**
 * Of this process alone, so best effort: a repeat that reaches another process, or a session that
 * was forgotten, is handled again, which has no effect.
 */
export class HandledVersions {
  readonly #last = new Map<string, number>();
  readonly #turns = new Map<string, Promise<unknown>>();
  readonly #maxSessions: number;

  constructor(maxSessions = MAX_SESSIONS) {
    this.#maxSessions = maxSessions;
  }

  isRepeated(message: OutboxMessage): boolean {
    return message.version <= (this.#last.get(message.session_id) ?? 0);
  }

  handled(message: OutboxMessage): void {
    // Put last again: the first of the map is the session that was quiet for the longest time.
    this.#last.delete(message.session_id);
    this.#last.set(message.session_id, message.version);
    if (this.#last.size <= this.#maxSessions) return;
    for (const [session_id] of this.#last) {
      this.#last.delete(session_id);
      return;
    }
  }

  /**
   * Runs `work` once what runs for the session has ended: a consumer that was given up may still be
   * in the middle of an event when its successor gets the same one.
   */
  async inTurn<T>(session_id: string, work: () => Promise<T>): Promise<T> {
    const before = this.#turns.get(session_id) ?? Promise.resolve();
    const mine = before.then(work, work);
    this.#turns.set(session_id, mine);
    try {
      return await mine;
    } finally {
      if (this.#turns.get(session_id) === mine) this.#turns.delete(session_id);
    }
  }
}
