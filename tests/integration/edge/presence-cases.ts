/** Windows of one book hear of one another; told within the file that has two edges of one database. */
import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { type Answer, ApiClient, fields, problemOf } from "./client.ts";
import { edge, other, owner, browser, codeOf, join } from "./second-device-setting.ts";

export function presenceCases(): void {
  describe("presence", () => {
    const PHONE =
      "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36";
    const say = (client: ApiClient, book: string, body: object, agent = "node") =>
      client.send("POST", `/sessions/${book}/presence`, {
        headers: { "user-agent": agent, "content-type": "application/json" },
        body: JSON.stringify(body),
      });
    const windows = (answer: Answer) => {
      expect([answer.status, answer.text]).toEqual([200, expect.anything()]);
      return fields(answer)["windows"];
    };

    test("a window hears of the account's other windows on the book, on every edge, until they close or fall silent", async () => {
      const laptop = await browser(2);
      const [book = "", another = ""] = laptop.books;
      const phone = new ApiClient(other.url);
      await phone.get("/sessions");
      expect((await join(phone, await codeOf(laptop))).status).toBe(200);
      const [mine, hers, second] = [randomUUID(), randomUUID(), randomUUID()];
      expect(windows(await say(laptop, book, { window_id: mine }))).toEqual([]);
      const at = { stage: "CHARACTERS", is_editing: true };
      expect(windows(await say(phone, book, { window_id: hers, ...at }, PHONE))).toEqual([
        {
          window_id: mine,
          device: null,
          is_same_browser: false,
          stage: null,
          is_editing: false,
          seen_at: expect.any(String),
        },
      ]);
      const seen = { window_id: hers, device: "Chrome · Android", is_same_browser: false, ...at };
      expect(windows(await say(laptop, book, { window_id: mine }))).toMatchObject([seen]);
      expect(windows(await say(laptop, book, { window_id: second }))).toMatchObject([
        { window_id: mine, is_same_browser: true },
        seen,
      ]);
      // Of another book it says nothing, and nothing of it is an event.
      expect(windows(await say(laptop, another, { window_id: mine }))).toEqual([]);
      expect(fields(await laptop.get(`/sessions/${book}/state`))["version"]).toBe(2);
      await say(laptop, book, { window_id: second, is_open: false });
      expect(windows(await say(laptop, book, { window_id: mine }))).toMatchObject([seen]);
      await owner`update session_windows set seen_at = now() - interval '31 seconds' where window_id = ${hers}`;
      expect(windows(await say(laptop, book, { window_id: mine }))).toEqual([]);
      expect(await owner`select from session_windows where window_id = ${hers}`).toHaveLength(0);
    });

    test("nobody else's, and no more than 50 windows of a book", async () => {
      const laptop = await browser(1);
      const [book = ""] = laptop.books;
      const stranger = await browser();
      const window_id = randomUUID();
      expect(problemOf(await say(stranger, book, { window_id })).code).toBe("NOT_FOUND");
      const nobody = new ApiClient(edge.url);
      expect(problemOf(await say(nobody, book, { window_id })).code).toBe("UNAUTHENTICATED");
      for (const body of [
        {},
        { window_id: "x" },
        { window_id, stage: "NONE" },
        { window_id, x: 1 },
      ])
        expect(problemOf(await say(laptop, book, body)).code).toBe("VALIDATION_FAILED");
      const said = Array.from({ length: 55 }, () => say(laptop, book, { window_id: randomUUID() }));
      expect(new Set((await Promise.all(said)).map(({ status }) => status))).toEqual(
        new Set([200]),
      );
      for (let n = 0; n < 5; n += 1) await say(laptop, book, { window_id: randomUUID() });
      const [row] =
        await owner`select count(*)::int from session_windows where session_id = ${book}`;
      expect(row?.["count"]).toBeLessThan(60);
    });
  });
}
