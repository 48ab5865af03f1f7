import type { Stoppable } from "#runtime/work/lifetime.ts";

/** Work that goes on behind an acknowledged event: a few at a time, one at a time for a name. */
export class BackgroundWork implements Stoppable {
  readonly #concurrency: number;
  readonly #onError: (name: string, error: unknown) => void;
  readonly #queue: { name: string; work: () => Promise<void> }[] = [];
  readonly #names = new Set<string>();
  readonly #running = new Set<Promise<void>>();
  #isStopped = false;

  constructor(concurrency: number, onError: (name: string, error: unknown) => void) {
    this.#concurrency = concurrency;
    this.#onError = onError;
  }

  /** Dropped where work of that name is queued or running: sweeps come round again. */
  spawn(name: string, work: () => Promise<void>): void {
    if (this.#isStopped || this.#names.has(name)) return;
    this.#names.add(name);
    this.#queue.push({ name, work });
    this.#next();
  }

  /** What has begun is finished; what has not is left to the next process. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#queue.length = 0;
    await Promise.all(this.#running);
  }

  #next(): void {
    if (this.#running.size >= this.#concurrency) return;
    const entry = this.#queue.shift();
    if (entry === undefined) return;
    const done = entry
      .work()
      .catch((error: unknown) => this.#onError(entry.name, error))
      .finally(() => {
        this.#names.delete(entry.name);
        this.#running.delete(done);
        this.#next();
      });
    this.#running.add(done);
  }
}
