/**
 * The server's time, by the dates of its answers: how long something has taken, and whether a code is
 * still good, does not hang on this device's clock.
 */
import { signal } from "@preact/signals";

/** Dates of answers are whole seconds and a while on their way: less than this is no difference. */
const LEAST_MS = 2_500;

const ahead = signal(0);

/** The `Date` of an answer; null where it had none. */
export function heardDate(header: string | null, now = Date.now()): void {
  const at = header === null ? Number.NaN : Date.parse(header);
  if (Number.isNaN(at)) return;
  const difference = at - now;
  if (Math.abs(difference - ahead.peek()) < LEAST_MS) return;
  ahead.value = Math.abs(difference) < LEAST_MS ? 0 : difference;
}

/** Milliseconds since 1970, by the server. */
export function serverNow(): number {
  return Date.now() + ahead.value;
}
