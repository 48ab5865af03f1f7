import createLibraryClient from "openapi-fetch";
import { describe, expect, test } from "vitest";
import createSmallClient from "./small-client.ts";

interface Heard {
  readonly url: string;
  readonly method: string;
  readonly key: string | null;
  readonly type: string | null;
  readonly always: string | null;
  readonly body: string;
}

/** What either client sends, and what it makes of the answer. */
async function both(
  method: "GET" | "PUT" | "POST" | "DELETE",
  init: object,
  answer: () => Response,
): Promise<readonly [unknown, unknown]> {
  const made = [createLibraryClient<object>, createSmallClient].map(async (create) => {
    let heard: Heard | null = null;
    const client = create({
      baseUrl: "http://studio",
      headers: { "X-Always": "yes" },
      async fetch(request: Request) {
        const { headers } = request;
        heard = {
          url: request.url,
          method: request.method,
          key: headers.get("idempotency-key"),
          // Where a form's parts end is by chance.
          type: headers.get("content-type")?.replace(/boundary=.*/, "boundary=…") ?? null,
          always: headers.get("x-always"),
          body: (await request.text()).replaceAll(/-+[\w-]*(?:[Ff]orm[\w-]*)/g, "…"),
        };
        return answer();
      },
    });
    const ask: unknown = Reflect.get(client, method);
    if (typeof ask !== "function") throw new Error(method);
    const said: unknown = await Reflect.apply(ask, client, ["/sessions/{id}", init]);
    if (typeof said !== "object" || said === null) throw new Error("an answer");
    return { heard, data: Reflect.get(said, "data"), error: Reflect.get(said, "error") };
  });
  const [library, small] = await Promise.all(made);
  return [library, small];
}

const json = (status: number, body: unknown) => () =>
  new Response(JSON.stringify(body), { status, headers: { "Content-Type": "application/json" } });
const path = { id: "a/b c" };

function formWith(): FormData {
  const form = new FormData();
  form.set("file", new File(["钟声"], "a.md", { type: "text/markdown" }));
  return form;
}

describe("asks and answers as the library does", () => {
  test.each([
    ["GET", { params: { path, query: { limit: 50, before: undefined } } }, json(200, { a: [1] })],
    ["GET", { params: { path } }, json(404, { code: "NOT_FOUND" })],
    ["GET", { params: { path } }, () => new Response("bad gateway", { status: 502 })],
    [
      "POST",
      { params: { path }, body: { file: "a" }, bodySerializer: formWith },
      json(201, { ok: true }),
    ],
    [
      "POST",
      { params: { path, header: { "Idempotency-Key": "k" } }, body: { 字: "想法" } },
      json(202, { ok: true }),
    ],
    ["PUT", { params: { path }, body: {} }, json(200, {})],
    ["DELETE", { params: { path } }, () => new Response(null, { status: 204 })],
  ] as const)("%s %j", async (method, init, answer) => {
    const [library, small] = await both(method, init, answer);
    expect(small).toEqual(library);
  });
});
