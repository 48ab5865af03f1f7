/**
 * Answers that are being made or sent: what they may hold of this process's memory, for one account, one
 * address and all, and how long a reader may take nothing of one. A reader that does not read would keep
 * a whole answer, and many of them the edge's memory.
 */
import type { Asking } from "../limits/limits.ts";
import { createByteBudget } from "../http/byte-budget.ts";
import { watchedStream } from "../http/watched-stream.ts";

export interface AnswersUnderWay {
  /** A place for an answer; waits for one a while. Null: whoever asks has too many answers open. */
  take(asking: Asking): Promise<AnswerPlace | null>;
}

export interface AnswerPlace {
  /** How large the answer is that was made, whether it is sent or not: the place is kept by it. */
  made(bytes: number): void;
  /**
   * Sends it piece by piece and gives the place back when it is sent, left or stalled.
   * @param cut ends the connection of a reader that stalls
   */
  send(answer: Response, cut: () => void): Promise<Response>;
  /**
   * The same for a body that is made as it is read, a page of it at a time. The place is given back
   * before `onEnd`, which gets the error where it could not be made, else null.
   */
  sendMade(
    body: ReadableStream<Uint8Array>,
    cut: () => void,
    onEnd: (error: unknown) => void,
  ): ReadableStream<Uint8Array>;
  /** Nothing large is sent. */
  giveBack(): void;
}

export interface AnswerBounds {
  readonly accountBytes: number;
  readonly addressBytes: number;
  readonly totalBytes: number;
  /** Counted while it is not known how large an answer gets: the contract's largest page. */
  readonly expectedBytes: number;
  readonly waitMs: number;
  /** Without any progress; the connection is cut then. */
  readonly stallMs: number;
  /**
   * How long a large answer keeps its place at least, for each MiB. Making one costs the database and
   * this loop what many small ones do, so that a reader which is quick may not ask for the next at once.
   */
  readonly msPerMib: number;
}

const MIB = 1024 * 1024;

export const ANSWER_BOUNDS: AnswerBounds = {
  accountBytes: 8 * MIB,
  addressBytes: 32 * MIB,
  totalBytes: 256 * MIB,
  expectedBytes: 4 * MIB,
  waitMs: 5_000,
  stallMs: 30_000,
  msPerMib: 250,
};

/** What is handed to the runtime at a time, and as much as it may hold of an answer at most. */
const PIECE_BYTES = 64 * 1024;

export function createAnswersUnderWay(bounds: AnswerBounds = ANSWER_BOUNDS): AnswersUnderWay {
  const budget = createByteBudget(bounds.waitMs);

  return {
    async take({ account, address }) {
      const { expectedBytes } = bounds;
      const held = await budget.take(expectedBytes, [
        { key: `account:${account}`, bytes: bounds.accountBytes },
        { key: `address:${address}`, bytes: bounds.addressBytes },
        { key: "all", bytes: bounds.totalBytes },
      ]);
      if (held === null) return null;
      let keptUntil = 0;
      const giveBack = () => {
        const rest = keptUntil - performance.now();
        if (rest <= 0) held.giveBack();
        else setTimeout(() => held.giveBack(), rest);
      };
      return {
        made(bytes) {
          held.change(bytes);
          if (bytes <= PIECE_BYTES) return;
          keptUntil = performance.now() + (bytes / MIB) * bounds.msPerMib;
        },
        giveBack,
        sendMade: (body, cut, onEnd) =>
          watchedStream(body, {
            stallMs: bounds.stallMs,
            cut,
            onEnd(error) {
              giveBack();
              onEnd(error);
            },
          }),
        async send(answer, cut) {
          if (answer.body === null || lengthOf(answer) <= PIECE_BYTES) {
            giveBack();
            return answer;
          }
          const bytes = new Uint8Array(await answer.arrayBuffer());
          const body = inPieces(bytes, bounds.stallMs, cut, giveBack);
          return new Response(body, { status: answer.status, headers: answer.headers });
        },
      };
    },
  };
}

/** Of one that tells it, as every large one does (answer.ts). */
export function lengthOf(answer: Response): number {
  return Number(answer.headers.get("content-length") ?? 0);
}

/** @param onEnd once: all was taken, the reader left, or took nothing for `stallMs` */
function inPieces(
  bytes: Uint8Array<ArrayBuffer>,
  stallMs: number,
  cut: () => void,
  onEnd: () => void,
): ReadableStream<Uint8Array> {
  let offset = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let rest: Uint8Array<ArrayBuffer> | null = bytes;

  function end(): void {
    clearTimeout(timer);
    if (rest !== null) onEnd();
    rest = null;
  }

  function watch(): void {
    clearTimeout(timer);
    timer = setTimeout(() => {
      end();
      cut();
    }, stallMs);
  }

  return new ReadableStream<Uint8Array>(
    {
      start: watch,
      pull(controller) {
        if (rest === null) return;
        watch();
        controller.enqueue(rest.subarray(offset, offset + PIECE_BYTES));
        offset += PIECE_BYTES;
        if (offset < rest.byteLength) return;
        end();
        controller.close();
      },
      cancel: end,
    },
    { highWaterMark: 0 },
  );
}
