/** What the answers to an assistant hold of this process. */
import { Hono } from "hono";
import { expect, test } from "vitest";
import type { EdgeEnv } from "../requests/context.ts";
import { ANSWER_BOUNDS, createAnswersUnderWay } from "../requests/answers-under-way.ts";
import { withinBounds } from "./within-bounds.ts";

const KIB = 1_024;
const asking = { account: "a", address: "192.0.2.1" };

function edge(make: () => Promise<Response>) {
  const answers = createAnswersUnderWay({
    ...ANSWER_BOUNDS,
    accountBytes: 1_024 * KIB,
    expectedBytes: 512 * KIB,
    waitMs: 1,
    msPerMib: 0,
  });
  const app = new Hono<EdgeEnv>();
  app.use(async (c, next) => {
    const isMade = await withinBounds(c, { answers, asking, cut: () => {} }, next);
    return isMade ? undefined : c.text("too many", 429);
  });
  app.get("/", make);
  app.onError((_, c) => c.text("no", 500));
  const get = async () => app.request("/", { headers: { "accept-encoding": "identity" } });
  return { answers, get };
}

test("one that is not read keeps its place, until it is read or left", async () => {
  // As the protocol streams it: nobody knows how long it gets.
  const { get } = edge(() =>
    Promise.resolve(new Response(new Blob(["x".repeat(600 * KIB)]).stream())),
  );
  const unread = await get();
  expect(unread.headers.get("content-length")).toBe(String(600 * KIB));
  expect((await get()).status).toBe(429);
  expect(await unread.text()).toHaveLength(600 * KIB);
  const next = await get();
  expect(next.status).toBe(200);
  await next.body?.cancel();
  expect((await get()).status).toBe(200);
});

test("two that are being made leave room for what they ask meanwhile", async () => {
  const { answers, get } = edge(async () => {
    const inner = await answers.take(asking);
    inner?.giveBack();
    return new Response(null, { status: inner === null ? 429 : 202 });
  });
  const all = await Promise.all([get(), get(), get()]);
  expect(all.map(({ status }) => status)).toEqual([202, 202, 202]);
});

test.each([
  ["made", () => Promise.reject(new Error("no"))],
  ["read", () => Promise.resolve(broken())],
])("one that could not be %s gives its place back", async (_, make) => {
  let held = 0;
  const app = new Hono<EdgeEnv>();
  const place = {
    made: () => {},
    send: (answer: Response) => Promise.resolve(answer),
    sendMade: (body: ReadableStream<Uint8Array>) => body,
    giveBack: () => {
      held -= 1;
    },
  };
  const take = () => {
    held += 1;
    return Promise.resolve(place);
  };
  app.get("/", async (c) => {
    const next = async () => {
      c.res = await make();
    };
    await withinBounds(c, { answers: { take }, asking, cut: () => {} }, next);
    return c.res;
  });
  app.onError((_error, c) => c.text("no", 500));
  expect((await app.request("/")).status).toBe(500);
  expect(held).toBe(0);
});

function broken(): Response {
  const pull = (controller: ReadableStreamDefaultController) => controller.error(new Error("no"));
  return new Response(new ReadableStream({ pull }));
}
