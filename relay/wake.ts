/** A flag that ends a wait: what is notified while nobody waits ends the next wait at once. */
export class Wake {
  #isNotified = false;
  #resolve: (() => void) | null = null;

  notify(): void {
    this.#isNotified = true;
    this.#resolve?.();
  }

  /**
   * Returns when notified, after `timeoutMs`, or when aborted.
   * @returns whether it was notified
   */
  async wait(timeoutMs: number, signal: AbortSignal): Promise<boolean> {
    if (!this.#isNotified && !signal.aborted) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(end, timeoutMs);
        function end() {
          clearTimeout(timer);
          signal.removeEventListener("abort", end);
          resolve();
        }
        this.#resolve = end;
        signal.addEventListener("abort", end);
      });
      this.#resolve = null;
    }
    const wasNotified = this.#isNotified;
    this.#isNotified = false;
    return wasNotified;
  }
}
