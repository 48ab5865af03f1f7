/**
 * Wakes the flow workers, once for all runs that Prefect took at about the same time.
 *
 * A woken worker asks Prefect's one process for much (claim, start, input, pause of each run). So
 * where many writers answer at once, it is woken once no answer is under way to Prefect any more, or
 * `maxHoldMs` after the first run that waits for it: else the first runs hold up the last answers
 * (20 at once on 2 cores: p99 of the acceptance 3.2 s without, see bench/resume/main.ts).
 */
export class RunNudge {
  readonly #wake: () => Promise<void>;
  readonly #maxHoldMs: number;
  #underWay = 0;
  #isWanted = false;
  #timer: NodeJS.Timeout | null = null;

  /** @param wake its failure is its own to report: workers poll besides */
  constructor(wake: () => Promise<void>, maxHoldMs: number) {
    this.#wake = wake;
    this.#maxHoldMs = maxHoldMs;
  }

  /** Counts `work` as under way to Prefect until it has settled. */
  async during(work: () => Promise<void>): Promise<void> {
    this.#underWay += 1;
    try {
      await work();
    } finally {
      this.#underWay -= 1;
      // The next in a queue begins first.
      setImmediate(() => this.#look());
    }
  }

  /** There is a run to take up. Returns at once. */
  want(): void {
    this.#isWanted = true;
    this.#timer ??= setTimeout(() => this.#send(), this.#maxHoldMs).unref();
    this.#look();
  }

  #look(): void {
    if (this.#isWanted && this.#underWay === 0) this.#send();
  }

  #send(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#isWanted = false;
    void this.#wake();
  }
}
