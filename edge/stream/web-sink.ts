/** A stream as a plain ReadableStream in a Response, for Deno and anything else with fetch's types. */
import type { StreamOpener, StreamSink } from "./sink.ts";

const HIGH_WATER_MARK_BYTES = 16 * 1024;

export const openWebStream: StreamOpener = (context, headers) => {
  const { sink, body } = createWebSink(context.req.raw.signal);
  return { sink, response: new Response(body, { status: 200, headers }) };
};

/** @param signal the request's: a peer that leaves is not always told by the stream's cancel() */
export function createWebSink(signal: AbortSignal): {
  readonly sink: StreamSink;
  readonly body: ReadableStream<Uint8Array>;
} {
  const encoder = new TextEncoder();
  const closeCallbacks = new Set<() => void>();
  const drainCallbacks = new Set<() => void>();
  let isClosed = false;
  let controller: ReadableStreamDefaultController<Uint8Array> | null = null;

  const body = new ReadableStream<Uint8Array>(
    {
      start(made) {
        controller = made;
      },
      pull: callDrained,
      cancel: closed,
    },
    new ByteLengthQueuingStrategy({ highWaterMark: HIGH_WATER_MARK_BYTES }),
  );

  function callDrained(): void {
    for (const callback of drainCallbacks) callback();
    drainCallbacks.clear();
  }

  function closed(): void {
    if (isClosed) return;
    isClosed = true;
    signal.removeEventListener("abort", closed);
    for (const callback of closeCallbacks) queueMicrotask(callback);
    closeCallbacks.clear();
    callDrained();
  }

  if (signal.aborted) closed();
  else signal.addEventListener("abort", closed);

  const sink: StreamSink = {
    write(frame) {
      if (!isClosed) controller?.enqueue(encoder.encode(frame));
    },
    get backlogBytes() {
      if (isClosed || controller === null) return 0;
      return Math.max(0, HIGH_WATER_MARK_BYTES - (controller.desiredSize ?? HIGH_WATER_MARK_BYTES));
    },
    drained() {
      if (isClosed || (controller?.desiredSize ?? 1) > 0) return Promise.resolve();
      return new Promise((resolve) => drainCallbacks.add(resolve));
    },
    onClose(callback) {
      if (isClosed) queueMicrotask(callback);
      else closeCallbacks.add(callback);
    },
    close(how) {
      if (isClosed) return;
      if (how === "abrupt") controller?.error(new Error("the reader is too slow"));
      else controller?.close();
      closed();
    },
  };
  return { sink, body };
}
