/** Where a stream's bytes go; docs/adr/0023 says why that is no ReadableStream. */
import type { Context } from "hono";

export interface StreamSink {
  write(frame: string): void;
  /** Bytes written here that the peer has not taken yet. */
  readonly backlogBytes: number;
  /** Resolves once the backlog is small again, or the sink is closed. */
  drained(): Promise<void>;
  /** Calls back once, when the peer is gone or close() was called; at once where it already is. */
  onClose(callback: () => void): void;
  /** Ends the stream; `abrupt`: without what is still waiting, for a reader that does not read. */
  close(how: "orderly" | "abrupt"): void;
}

export interface OpenStream {
  readonly sink: StreamSink;
  /** What the route answers. */
  readonly response: Response;
}

/** Made by the runtime's adapter. */
export type StreamOpener = (
  context: Context,
  headers: Readonly<Record<string, string>>,
) => OpenStream;
