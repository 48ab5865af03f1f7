import { HonoRequest } from "hono/request";
import { expect, test } from "vitest";
import { createByteBudget } from "../http/byte-budget.ts";
import { readFileBody } from "../http/file-body.ts";
import { uploadPlace } from "./upload.ts";

test("an account holds two files, an address three, and another address still has room", async () => {
  const budget = createByteBudget(1);
  const take = (account: string, address: string) => uploadPlace({ account, address }, budget);
  expect(await take("a", "x")).not.toBeNull();
  const second = await take("a", "x");
  expect([await take("a", "x"), await take("a", "y")]).toEqual([null, null]);
  expect(await take("b", "x")).not.toBeNull();
  expect(await take("c", "x")).toBeNull();
  expect(await take("d", "y")).not.toBeNull();
  second?.giveBack();
  expect(await take("a", "y")).not.toBeNull();
});

test("whether a file may come is asked when its headers are in order, and before any of it is read", async () => {
  const asked: string[] = [];
  let pulled = 0;
  async function answered(headers: Record<string, string>): Promise<number | string> {
    const body = new ReadableStream(
      {
        pull: (controller) => {
          pulled += 1;
          controller.close();
        },
      },
      { highWaterMark: 0 },
    );
    const request = new Request("http://edge/", { method: "POST", headers, body, duplex: "half" });
    const read = await readFileBody(new HonoRequest(request), {
      maxBytes: 1_000,
      deadlineMs: 60_000,
      tooLarge: "",
      admit() {
        asked.push(headers["content-type"] ?? "");
        return Promise.resolve(new Response(null, { status: 429 }));
      },
    });
    return read.outcome === "REFUSED" ? read.answer.status : read.outcome;
  }
  const form = "multipart/form-data; boundary=x";
  expect(await answered({ "content-type": "text/plain" })).toBe(415);
  expect(await answered({ "content-type": form, "content-length": "1000000" })).toBe(413);
  expect(asked).toEqual([]);
  expect(await answered({ "content-type": form })).toBe(429);
  expect([asked, pulled]).toEqual([[form], 0]);
});
