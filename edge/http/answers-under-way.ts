/**
 * Answers that are being made or sent: what they may hold of this process's memory, for one account, one
 * address and all, and how long a reader may take nothing of one. A reader that does not read would keep
 * a whole answer, and many of them the edge's memory.
 */
import type { Asking } from "../limits/limits.ts";
import { createByteBudget } from "./byte-budget.ts";
import { watchedStream } from "./watched-stream.ts";

export interface AnswersUnderWay {
  /** A place for an answer; waits for one a while. Null: whoever asks has too many answers open. */
  take(asking: Asking): Promise<AnswerPlace | null>;
}

export interface AnswerPlace {
  /**
   * Sends it piece by piece and gives the place back when it is sent, left or stalled.
   * @param cut ends the connection of a reader that stalls; null: the runtime does when the body fails
   */
  send(answer: Response, cut: (() => void) | null): Promise<Response>;
  /**
   * The same for a body that is made as it is read, a page of it at a time. The place is given back
   * before `onEnd`, which gets the error where it could not be made, else null.
   */
  sendMade(
    body: ReadableStream<Uint8Array>,
    cut: (() => void) | null,
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
}

const MIB = 1024 * 1024;

export const ANSWER_BOUNDS: AnswerBounds = {
  accountBytes: 16 * MIB,
  addressBytes: 64 * MIB,
  totalBytes: 256 * MIB,
  expectedBytes: 4 * MIB,
  waitMs: 5_000,
  stallMs: 30_000,
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
      return {
        giveBack: () => held.giveBack(),
        sendMade: (body, cut, onEnd) =>
          watchedStream(body, {
            stallMs: bounds.stallMs,
            cut,
            onEnd(error) {
              held.giveBack();
              onEnd(error);
            },
          }),
        async send(answer, cut) {
          const length = Number(answer.headers.get("content-length") ?? 0);
          if (length <= PIECE_BYTES) {
            held.giveBack();
            return answer;
          }
          held.change(length);
          const bytes = new Uint8Array(await answer.arrayBuffer());
          const body = inPieces(bytes, bounds.stallMs, cut, () => held.giveBack());
          return new Response(body, { status: answer.status, headers: answer.headers });
        },
      };
    },
  };
}

/** @param onEnd once: all was taken, the reader left, or took nothing for `stallMs` */
function inPieces(
  bytes: Uint8Array<ArrayBuffer>,
  stallMs: number,
  cut: (() => void) | null,
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

  function watch(controller: ReadableStreamDefaultController<Uint8Array>): void {
    clearTimeout(timer);
    timer = setTimeout(() => {
      end();
      if (cut === null) controller.error(new Error("the reader takes nothing"));
      else cut();
    }, stallMs);
  }

  return new ReadableStream<Uint8Array>(
    {
      start: watch,
      pull(controller) {
        if (rest === null) return;
        watch(controller);
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
