import { randomKey } from "../browser/random-key.ts";

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
