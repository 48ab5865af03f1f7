import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ANSWER_BOUNDS, createAnswersUnderWay } from "./answers-under-way.ts";

const MIB = 1024 * 1024;
const asking = { account: "a", address: "192.0.2.1" };

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** How many large answers one account is given in so many seconds, however fast it takes them. */
async function answersIn(seconds: number, each: "sent" | "thrown away"): Promise<number> {
  const answers = createAnswersUnderWay({ ...ANSWER_BOUNDS, waitMs: 60_000 });
  const body = new Uint8Array(4 * MIB);
  let count = 0;
  const press = async () => {
    for (;;) {
      const place = await answers.take(asking);
      if (place === null) throw new Error("refused");
      place.made(body.byteLength);
      count += 1;
      if (each === "thrown away") place.giveBack();
      else {
        const headers = { "content-length": String(body.byteLength) };
        await (await place.send(new Response(body, { headers }), () => {})).arrayBuffer();
      }
    }
  };
  for (let n = 0; n < 8; n += 1) void press();
  await vi.advanceTimersByTimeAsync(seconds * 1_000);
  return count;
}

test.each(["sent", "thrown away"] as const)(
  "an account is made two large answers a second, whether they are %s",
  async (each) => {
    expect(await answersIn(10, each)).toBeLessThanOrEqual(22);
  },
);

test("small answers give their place back at once", async () => {
  const answers = createAnswersUnderWay(ANSWER_BOUNDS);
  for (let n = 0; n < 100; n += 1) {
    const place = await answers.take(asking);
    place?.made(16 * 1024);
    await place?.send(new Response("small"), () => {});
  }
});
