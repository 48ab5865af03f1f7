/** A reader of an event stream that keeps every block as it came. */

export interface Block {
  readonly id: string | null;
  readonly event: string | null;
  readonly data: Readonly<Record<string, unknown>> | null;
  readonly retry: string | null;
}

export class EventStream {
  readonly status: number;
  readonly blocks: Block[] = [];
  /** Whether the server has ended it. */
  isEnded = false;
  readonly #abort: AbortController;
  readonly #finished: Promise<void>;

  private constructor(response: Response, abort: AbortController) {
    this.status = response.status;
    this.#abort = abort;
    this.#finished = this.#read(response.body ?? new ReadableStream());
  }

  static async open(url: string, headers: Record<string, string>): Promise<EventStream> {
    const abort = new AbortController();
    const response = await fetch(url, { headers, signal: abort.signal });
    return new EventStream(response, abort);
  }

  /** The blocks that carry a durable event. */
  get events(): readonly Block[] {
    return this.blocks.filter(({ id, event }) => id !== null && event?.startsWith("genesis."));
  }

  get versions(): readonly number[] {
    return this.events.map(({ id }) => Number(id));
  }

  of(event: string): readonly Readonly<Record<string, unknown>>[] {
    return this.blocks.flatMap((block) =>
      block.event === event && block.data !== null ? [block.data] : [],
    );
  }

  async close(): Promise<void> {
    this.#abort.abort();
    await this.#finished;
  }

  async #read(body: ReadableStream<Uint8Array>): Promise<void> {
    let rest = "";
    try {
      for await (const chunk of body.pipeThrough(new TextDecoderStream())) {
        const parts = (rest + chunk).split("\n\n");
        rest = parts.pop() ?? "";
        for (const part of parts) this.blocks.push(parseBlock(part));
      }
    } catch {
      // Aborted here, or cut by the server: both end it.
    }
    this.isEnded = true;
  }
}

function parseBlock(text: string): Block {
  const values = new Map<string, string>();
  for (const line of text.split("\n")) {
    const [, name = "", value = ""] = /^(\w*): ?(.*)$/s.exec(line) ?? [];
    values.set(name, value);
  }
  const data = values.get("data");
  return {
    id: values.get("id") ?? null,
    event: values.get("event") ?? null,
    data: data === undefined ? null : JSON.parse(data),
    retry: values.get("retry") ?? null,
  };
}
