/** What writers count, and what must never have happened. */
import { pause } from "#runtime/work/pause.ts";

export class Tally {
  readonly #counts = new Map<string, number>();
  readonly #durationsMs: number[] = [];
  readonly violations: string[] = [];

  count(what: string): void {
    this.#counts.set(what, (this.#counts.get(what) ?? 0) + 1);
  }

  /** How many commands have ended so far. */
  get ended(): number {
    return this.#durationsMs.length;
  }

  /**
   * Resolves once one more has ended, or that took too long: cuts that follow each other faster than
   * work is done would only cut what lies idle.
   */
  async moreEnded(withinMs: number): Promise<void> {
    const before = this.ended;
    const until = Date.now() + withinMs;
    while (this.ended === before && Date.now() < until) await pause(100);
  }

  /** From an accepted command to its end. */
  took(ms: number): void {
    this.#durationsMs.push(ms);
  }

  /** Of a part that nobody killed: whoever starts it again hides that from the writers, not from here. */
  readonly endedByItself = (how: string): void => {
    this.violation(`${how}, though nobody ended it`);
  };

  violation(what: string): void {
    this.violations.push(what);
  }

  figures(): Record<string, number> {
    const sorted = this.#durationsMs.toSorted((a, b) => a - b);
    const at = (share: number) => sorted[Math.floor((sorted.length - 1) * share)] ?? 0;
    return {
      ...Object.fromEntries([...this.#counts].toSorted(([a], [b]) => (a < b ? -1 : 1))),
      "command to end, p50 ms": at(0.5),
      "command to end, p99 ms": at(0.99),
      "command to end, longest ms": at(1),
    };
  }
}
