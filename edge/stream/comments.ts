/**
 * The comments by which a reader that is told nothing knows that its stream stands: each gets one an
 * interval, a share of them at a time. To thousands at once they would hold up everybody's events.
 */
import { COMMENT_FRAME } from "./frames.ts";
import type { StreamReader } from "./reader.ts";

const SHARES = 15;
/** Those whose turn was lately: whoever has just come needs none yet, and many come at once. */
const LATEST = 8;

export class Comments {
  readonly #shares = Array.from({ length: SHARES }, () => new Set<StreamReader>());
  #opened = 0;
  #turn = 0;
  #timer: ReturnType<typeof setInterval> | undefined;

  /** @param intervalMs from one comment to a reader's next */
  start(intervalMs: number): void {
    this.#timer = setInterval(() => this.#comment(), intervalMs / SHARES);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  add(reader: StreamReader): void {
    const back = 1 + (this.#opened++ % LATEST);
    this.#shares[(this.#turn + SHARES - back) % SHARES]?.add(reader);
  }

  remove(reader: StreamReader): void {
    for (const share of this.#shares) share.delete(reader);
  }

  #comment(): void {
    const share = this.#shares[this.#turn];
    this.#turn = (this.#turn + 1) % SHARES;
    for (const reader of share ?? []) reader.comment(COMMENT_FRAME);
  }
}
