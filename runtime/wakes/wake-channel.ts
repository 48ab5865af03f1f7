/**
 * A region's own channel of wakes, on whatever broker stands there. Best-effort: what is published while
 * nobody hears, or while the broker is away, is lost, and costs latency only. PostgreSQL is the truth,
 * and everyone polls.
 */
import type { Stoppable } from "../work/lifetime.ts";

/** One connection to the broker. It never mends itself: a broken one is stopped and another is opened. */
export interface WakeChannel extends Stoppable {
  /** Resolves once the broker has it. @throws where it is away */
  publish(text: string): Promise<void>;
  /** Resolves once it hears, from then on all that is published. @throws where the broker is away */
  follow(onText: (text: string) => void): Promise<void>;
}

export interface OpeningOptions {
  /** Which installation's wakes: several may share a broker. */
  readonly topic: string;
  /** Called once where the connection is known to be broken. */
  readonly onBroken: (reason: string) => void;
}

/** @throws where the broker is away */
export type OpenWakeChannel = (options: OpeningOptions) => Promise<WakeChannel>;

/** For a broker's answer. */
export const BROKER_DEADLINE_MS = 1_500;

export function wakeTopic(installationId: string): string {
  return `genesis:wakes:${installationId}`;
}
