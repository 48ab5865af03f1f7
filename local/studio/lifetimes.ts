/** What was started, in the order in which it ends. */
import { pause } from "#runtime/work/pause.ts";

/** `first` takes no new work, `last` gives up the data directory; those of one turn end together. */
const turns = ["first", "second", "third", "fourth", "last"] as const;

export type Turn = (typeof turns)[number];

/** No turn takes longer; a process that ends anyway need not wait for what hangs. */
const longestTurnMs = 3_000;

export class Lifetimes {
  readonly #stops: { readonly turn: Turn; readonly stop: () => Promise<void> }[] = [];
  #stopping: Promise<void> | null = null;

  add(turn: Turn, stop: () => Promise<void>): void {
    this.#stops.push({ turn, stop });
  }

  /** Ends all of it; the second call waits for the first. */
  stop(): Promise<void> {
    this.#stopping ??= this.#stopAll();
    return this.#stopping;
  }

  async #stopAll(): Promise<void> {
    for (const turn of turns) {
      const stops = this.#stops.filter((entry) => entry.turn === turn).map(({ stop }) => stop());
      // What cannot be ended in order must not keep the rest from its end.
      const ended = Promise.allSettled(stops);
      const timer = new AbortController();
      await Promise.race([ended, pause(longestTurnMs, timer.signal)]);
      timer.abort();
    }
  }
}
