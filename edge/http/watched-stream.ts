/** A body that is made as it is read. A reader that leaves, or takes nothing for a while, ends the making. */

export interface Watch {
  readonly stallMs: number;
  /** Ends the connection of a reader that stalls. */
  readonly cut: () => void;
  /** Once: all was taken, the reader left or stalled, or it could not be made (then with the error). */
  readonly onEnd: (error: unknown) => void;
}

export function watchedStream(
  source: ReadableStream<Uint8Array>,
  { stallMs, cut, onEnd }: Watch,
): ReadableStream<Uint8Array> {
  const reader = source.getReader();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isOver = false;

  function end(error: unknown): void {
    clearTimeout(timer);
    if (isOver) return;
    isOver = true;
    onEnd(error);
  }

  async function leave(reason: unknown): Promise<void> {
    end(null);
    // The source says again why it was left.
    await reader.cancel(reason).catch(() => {});
  }

  function watch(): void {
    timer = setTimeout(() => {
      const reason = new Error("the reader takes nothing");
      void leave(reason);
      cut();
    }, stallMs);
  }

  return new ReadableStream<Uint8Array>(
    {
      start: watch,
      async pull(controller) {
        // While it is being made the reader is not at fault.
        clearTimeout(timer);
        try {
          const { done, value } = await reader.read();
          if (done) {
            end(null);
            controller.close();
          } else if (!isOver) {
            controller.enqueue(value);
            watch();
          }
        } catch (error) {
          end(error);
          throw error;
        }
      },
      cancel: leave,
    },
    { highWaterMark: 0 },
  );
}
