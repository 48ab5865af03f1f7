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

/** A random UUID; `crypto.randomUUID` exists on secure origins only. */
export function randomKey(): string {
  if (typeof crypto.randomUUID === "function") return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20),
  ].join("-");
}
