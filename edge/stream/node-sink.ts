/** Writes a stream to node:http's own response, beside Hono. */
import type { ServerResponse } from "node:http";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import type { StreamOpener, StreamSink } from "./sink.ts";

/** @param outgoingOf finds node:http's response of a request: `(c) => c.env.outgoing` */
export function nodeStreamOpener(
  outgoingOf: (context: Parameters<StreamOpener>[0]) => ServerResponse,
): StreamOpener {
  return (context, headers) => {
    const outgoing = outgoingOf(context);
    // A peer that left while the session was looked up: there is nothing to write a head to.
    if (!outgoing.destroyed) {
      outgoing.writeHead(200, headers);
      outgoing.flushHeaders();
    }
    return { sink: createNodeSink(outgoing), response: RESPONSE_ALREADY_SENT };
  };
}

function createNodeSink(outgoing: ServerResponse): StreamSink {
  // A peer that resets the connection is a close, which comes as well.
  outgoing.on("error", () => {});
  return {
    write(frame) {
      if (!outgoing.destroyed && !outgoing.writableEnded) outgoing.write(frame);
    },
    get backlogBytes() {
      return outgoing.destroyed ? 0 : outgoing.writableLength;
    },
    drained() {
      if (outgoing.destroyed || !outgoing.writableNeedDrain) return Promise.resolve();
      return new Promise((resolve) => {
        const done = () => {
          outgoing.off("drain", done);
          outgoing.off("close", done);
          resolve();
        };
        outgoing.on("drain", done);
        outgoing.on("close", done);
      });
    },
    onClose(callback) {
      if (outgoing.destroyed || outgoing.closed) queueMicrotask(callback);
      else outgoing.once("close", callback);
    },
    close(how) {
      if (how === "abrupt") outgoing.destroy();
      else outgoing.end();
    },
  };
}
