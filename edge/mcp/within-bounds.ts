/** The protocol's answer, bounded as any large one of the API is. */
import type { EdgeContext } from "../requests/context.ts";
import { type AnswersUnderWay, lengthOf } from "../requests/answers-under-way.ts";
import { compressAnswer } from "../requests/compressed-answer.ts";
import { replace } from "../requests/middleware.ts";
import type { Asking } from "../limits/limits.ts";

export interface AnswerRoom {
  readonly answers: AnswersUnderWay;
  readonly asking: Asking;
  /** As AnswerPlace.send takes it. */
  readonly cut: () => void;
}

/**
 * @param make leaves the answer in the context. What it asks of this app takes a place of its own: one
 *   kept for the whole from the beginning would have two that ask at a time wait for each other.
 * @returns false where whoever asks has too many answers open: nothing was made
 */
export async function withinBounds(
  c: EdgeContext,
  { answers, asking, cut }: AnswerRoom,
  make: () => Promise<void>,
): Promise<boolean> {
  const place = await answers.take(asking);
  if (place === null) return false;
  place.made(0);
  try {
    await make();
    replace(c, await whole(c.res));
    place.made(lengthOf(c.res));
    await compressAnswer(c);
    replace(c, await place.send(c.res, cut));
    return true;
  } catch (error) {
    place.giveBack();
    throw error;
  }
}

/** With its length, by which it is bounded. */
async function whole(answer: Response): Promise<Response> {
  if (answer.body === null) return answer;
  const bytes = new Uint8Array(await answer.arrayBuffer());
  const headers = new Headers(answer.headers);
  headers.set("Content-Length", String(bytes.byteLength));
  return new Response(bytes, { status: answer.status, headers });
}
