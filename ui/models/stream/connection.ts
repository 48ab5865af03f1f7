/**
 * One event stream over fetch. The browser's own EventSource hides the comments that tell a silent
 * stream from a dead one, its failures' status, and cannot be given a back-off.
 */
import { createParser } from "eventsource-parser";

export interface StreamBlock {
  readonly event: string;
  readonly data: string;
}

export interface ConnectionHandlers {
  /** Bytes arrived, if only a comment. */
  readonly onHeard: () => void;
  readonly onBlock: (block: StreamBlock) => void;
  /** It is over; `status` where it was refused. Not called after the connection was closed here. */
  readonly onEnd: (status: number | null) => void;
}

/** @returns closes the connection */
export type Connect = (url: string, handlers: ConnectionHandlers) => () => void;

export const connect: Connect = (url, handlers) => {
  const abort = new AbortController();
  const parser = createParser({
    onEvent: ({ event, data }) => handlers.onBlock({ event: event ?? "message", data }),
  });

  async function read(): Promise<number | null> {
    const response = await fetch(url, {
      headers: { Accept: "text/event-stream" },
      cache: "no-store",
      signal: abort.signal,
    });
    if (!response.ok || response.body === null) return response.status;
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return null;
      handlers.onHeard();
      parser.feed(value);
    }
  }

  void read()
    .catch(() => null)
    .then((status) => {
      if (!abort.signal.aborted) handlers.onEnd(status);
    });
  return () => abort.abort();
};
