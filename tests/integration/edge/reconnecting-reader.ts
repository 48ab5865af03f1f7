/**
 * A browser's EventSource, by the letter of its specification: what counts is a whole block, a
 * connection that ends is opened again with the last id, and nothing else is remembered.
 */
import { type ClientRequest, get } from "node:http";

export interface ReaderOptions {
  /** Asked at each connection: where the edges are may change. */
  readonly url: () => string;
  readonly cookie: string;
  /** Sent at the first connection; absent: live from now. */
  readonly after?: number;
  /** Before it connects again; asked each time. */
  readonly pauseMs: () => number;
  /** Given each event of the log as it arrives. */
  readonly onEvent?: (data: unknown) => void;
}

export class ReconnectingReader {
  /** The data of every event of the log, in the order of arrival. */
  readonly events: unknown[] = [];
  connections = 0;
  /** Anything that a healthy edge never answers. */
  readonly faults: string[] = [];
  readonly #options: ReaderOptions;
  #lastEventId: string | null;
  #first: string | null = null;
  #request: ClientRequest | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isClosed = false;

  constructor(options: ReaderOptions) {
    this.#options = options;
    this.#lastEventId = options.after === undefined ? null : String(options.after);
    this.#first = this.#lastEventId;
    this.#connect();
  }

  /** The id that the stream began after; null before the first block that has one. */
  get firstId(): string | null {
    return this.#first;
  }

  get lastEventId(): string | null {
    return this.#lastEventId;
  }

  /** The connection is gone, as when a laptop loses its network; it connects again. */
  cut(): void {
    this.#request?.destroy();
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    this.#request?.destroy();
  }

  #connect(): void {
    const { url, cookie } = this.#options;
    const request = get(url(), {
      agent: false,
      headers: {
        cookie,
        ...(this.#lastEventId === null ? {} : { "last-event-id": this.#lastEventId }),
      },
    });
    this.#request = request;
    request.on("error", () => {});
    request.on("response", (response) => {
      const { statusCode } = response;
      if (statusCode === 200) this.connections += 1;
      else if (statusCode !== 503) this.faults.push(`status ${statusCode}`);
      // Kept over chunks, dropped with the connection: half a block is no block.
      let rest = "";
      response.setEncoding("utf8");
      response.on("error", () => {});
      response.on("data", (chunk: string) => {
        if (statusCode !== 200) return;
        const blocks = (rest + chunk).split("\n\n");
        rest = blocks.pop() ?? "";
        for (const block of blocks) this.#take(block);
      });
    });
    request.on("close", () => {
      if (this.#isClosed) return;
      this.#timer = setTimeout(() => this.#connect(), this.#options.pauseMs());
    });
  }

  #take(block: string): void {
    const fields = new Map(
      block.split("\n").map((line) => {
        const at = line.indexOf(":");
        return [line.slice(0, at), line.slice(at + 1).trimStart()] as const;
      }),
    );
    const id = fields.get("id");
    const data = fields.get("data");
    if (id !== undefined) {
      this.#lastEventId = id;
      this.#first ??= id;
    }
    if (fields.get("event") === "reset") this.faults.push(`reset: ${data}`);
    // Without an id: progress and text.
    else if (data !== undefined && id !== undefined) {
      const event: unknown = JSON.parse(data);
      this.events.push(event);
      this.#options.onEvent?.(event);
    }
  }
}
