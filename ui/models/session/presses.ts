import type { Signal } from "@preact/signals";
import { randomKey } from "../browser/random-key.ts";
import type { FailedPress } from "./send-outcome.ts";

/**
 * The idempotency key of each press. A press whose answer never came keeps its key, so that the
 * same press again is the same command; as soon as the session has moved on, or an answer came, the
 * next press is a new one.
 */
export interface Presses {
  /** `body`: the request as JSON; `version`: the session's when the button was pressed. */
  readonly keyFor: (body: string, version: number) => string;
  /** An answer came, whatever it said. */
  readonly answered: (body: string) => void;
}

export function createPresses(newKey: () => string = randomKey): Presses {
  const open = new Map<string, { readonly key: string; readonly version: number }>();
  return {
    keyFor(body, version) {
      const kept = open.get(body);
      if (kept && kept.version === version) return kept.key;
      const key = newKey();
      open.set(body, { key, version });
      return key;
    },
    answered(body) {
      open.delete(body);
    },
  };
}

/** From one try to the next; the same key, so that it counts once. */
const AGAIN_MS = 8_000;

/**
 * Shows a press that failed, and presses it again by itself where others have to end what is in its way:
 * an answer of "later" that says why (UNAVAILABLE_REASONS).
 */
export function failPress<T extends Pick<FailedPress, "outcome" | "retry">>(
  shown: Signal<T | null>,
  failed: T,
): void {
  shown.value = failed;
  // Not where the writer pressed again, or something else, or took it away.
  const again = () => shown.value === failed && failed.retry();
  if (failed.outcome.reason !== undefined) setTimeout(again, AGAIN_MS);
}
