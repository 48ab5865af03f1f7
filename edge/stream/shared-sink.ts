/** One connection that carries several sessions' streams: a sink for each, over the one that is there. */
import { frameOfSession } from "./frames.ts";
import type { StreamSink } from "./sink.ts";

/** @returns makes the sink of one session; what closes one closes the connection */
export function shareSink(base: StreamSink): (sessionId: string) => StreamSink {
  const callbacks = new Set<() => void>();
  let isClosed = false;
  // Once for all: Node warns of a leak where each session listened by itself.
  base.onClose(() => {
    isClosed = true;
    for (const callback of callbacks) callback();
    callbacks.clear();
  });
  return (sessionId) => ({
    write: (frame) => base.write(frameOfSession(sessionId, frame)),
    get backlogBytes() {
      return base.backlogBytes;
    },
    drained: () => base.drained(),
    onClose(callback) {
      if (isClosed) queueMicrotask(callback);
      else callbacks.add(callback);
    },
    close: (how) => base.close(how),
  });
}
