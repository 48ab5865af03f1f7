/**
 * The contract of whatever goes on in the background. Nothing begins in a constructor or at import,
 * and nothing is left behind by a stop.
 */
export interface Stoppable {
  /** Resolves once nothing of it runs. May be called more than once, and before a start. */
  stop(): Promise<void>;
}

export interface Lifetime extends Stoppable {
  /** Begins, and returns at once: what is away is waited for, behind it. */
  start(): void;
}

/** What has nothing to begin is only stopped. */
export type Part = Stoppable | Lifetime;

/**
 * Several as one: stopped turn by turn, the first turn first, and started the other way round. The
 * last turn is what the others stand on, such as the database.
 */
export function inTurns(...turns: readonly (readonly Part[])[]): Lifetime {
  let stopping: Promise<void> | null = null;

  async function stop(): Promise<void> {
    for (const turn of turns) await Promise.all(turn.map((part) => part.stop()));
  }

  return {
    start() {
      for (const part of turns.toReversed().flat()) if ("start" in part) part.start();
    },
    stop: () => (stopping ??= stop()),
  };
}
