/** Waiting that a stop ends. */
import { setTimeout as delay } from "node:timers/promises";

/** @returns false where the signal came first */
export async function waited(durationMs: number, signal?: AbortSignal): Promise<boolean> {
  return delay(durationMs, true, signal === undefined ? {} : { signal }).catch(() => false);
}
