import { type BackOff, backOffMs } from "#runtime/work/back-off.ts";

/** The keys whose next message has to wait: each for itself, so that no other key is held up. */
export class WaitingKeys {
  readonly #keys = new Map<string, { untilMs: number; transportFaults: number }>();
  readonly #backOff: BackOff;
  readonly #now: () => number;

  constructor(maxBackoffMs: number, now: () => number = () => performance.now()) {
    this.#backOff = { firstMs: 250, mostMs: maxBackoffMs };
    this.#now = now;
  }

  /** A row's own fault: its key waits for the time that the database gave. */
  waitFor(key: string, durationMs: number): void {
    this.#keys.set(key, { untilMs: this.#now() + durationMs, transportFaults: 0 });
  }

  /** A transport fault: for ever, with back-off up to the limit. */
  backOff(key: string): void {
    const transportFaults = (this.#keys.get(key)?.transportFaults ?? 0) + 1;
    const durationMs = backOffMs(this.#backOff, transportFaults);
    this.#keys.set(key, { untilMs: this.#now() + durationMs, transportFaults });
  }

  /** The key goes on. */
  clear(key: string): void {
    this.#keys.delete(key);
  }

  /** The keys that wait now. */
  current(): readonly string[] {
    const now = this.#now();
    return [...this.#keys].filter(([, wait]) => wait.untilMs > now).map(([key]) => key);
  }

  /** Until the first of them may go on; null where none waits. */
  nextInMs(): number | null {
    const now = this.#now();
    const waits = [...this.#keys.values()].map((wait) => wait.untilMs - now).filter((ms) => ms > 0);
    return waits.length === 0 ? null : Math.min(...waits);
  }
}
