/** What gathers is sent: at once where nothing was just now, else together once a rest is over. */
import { type Coalesced, coalesced } from "./coalesced.ts";
import { pause } from "./pause.ts";

export interface Gathered {
  /** From one sending's beginning to the next, at least. */
  readonly restMs: number;
  readonly isEmpty: () => boolean;
  /** Sends all that has gathered. */
  readonly send: () => Promise<void>;
}

/** @returns what to ask whenever something has gathered; rejects as `send` does */
export function rested({ restMs, isEmpty, send }: Gathered): Coalesced {
  let restsUntilMs = 0;
  return coalesced(async () => {
    if (isEmpty()) return;
    const leftMs = restsUntilMs - performance.now();
    if (leftMs > 0) await pause(leftMs);
    restsUntilMs = performance.now() + restMs;
    await send();
  });
}
