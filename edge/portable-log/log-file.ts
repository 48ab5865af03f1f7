/** A log as a file, made as it is read: of a log one page is held, whatever its length. */

/** Where it comes from; null: the session has gone since it was asked for. */
export interface LogSource {
  readonly header: { readonly line: string; readonly version: number };
  readonly page: (
    after: number,
    until: number,
  ) => Promise<{ readonly lines: string; readonly next: number | null } | null>;
}

/** What is handed on at a time; the event loop is free in between. */
const PIECE_BYTES = 64 * 1024;

/** @throws where the session goes before its log has been read: a part of a log is no log */
export function logFile(source: LogSource): ReadableStream<Uint8Array> {
  const pieces = inPieces(lines(source));
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await pieces.next();
        if (done === true) controller.close();
        else controller.enqueue(value);
      },
      async cancel() {
        await pieces.return(undefined);
      },
    },
    { highWaterMark: 0 },
  );
}

async function* lines({ header, page }: LogSource): AsyncGenerator<string> {
  yield `${header.line}\n`;
  let after: number | null = 0;
  while (after !== null) {
    const found: Awaited<ReturnType<typeof page>> = await page(after, header.version);
    if (found === null) throw new Error("the session has gone while its log was read");
    yield `${found.lines}\n`;
    after = found.next;
  }
}

async function* inPieces(texts: AsyncIterable<string>): AsyncGenerator<Uint8Array, undefined> {
  for await (const text of texts) {
    const bytes = new TextEncoder().encode(text);
    for (let offset = 0; offset < bytes.byteLength; offset += PIECE_BYTES) {
      yield bytes.subarray(offset, offset + PIECE_BYTES);
    }
  }
  return undefined;
}
