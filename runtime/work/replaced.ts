/** A connection that mends nothing of itself: where one ends another takes its place, a moment later. */
import type { Lifetime } from "./lifetime.ts";
import { pause } from "./pause.ts";

/** One connection, from its opening to its end. */
export interface HeardConnection {
  isHearing(): boolean;
  /** @returns why it ended, the signal aside */
  untilSilent(signal: AbortSignal): Promise<string>;
}

export interface ReplacedConnection extends Lifetime {
  /** Whether the present connection has heard anything. */
  isHearing(): boolean;
}

const REPLACED_AFTER_MS = 500;

export function replaced(
  connect: () => HeardConnection,
  onReplaced: (reason: string) => void,
): ReplacedConnection {
  const stopping = new AbortController();
  const { signal } = stopping;
  let present: HeardConnection | null = null;
  let running: Promise<void> = Promise.resolve();

  async function run(): Promise<void> {
    while (!signal.aborted) {
      const connection = connect();
      present = connection;
      const reason = await connection.untilSilent(signal);
      present = null;
      if (signal.aborted) return;
      onReplaced(reason);
      // Spread: one server's restart must not have all who follow it ask at once.
      await pause(REPLACED_AFTER_MS * (0.5 + Math.random()), signal);
    }
  }

  return {
    isHearing: () => present?.isHearing() ?? false,
    start() {
      running = run();
    },
    async stop() {
      stopping.abort();
      await running;
    },
  };
}
