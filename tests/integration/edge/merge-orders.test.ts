/** Merges and their undoing in every order: books go back to whose they are, and nobody else follows. */
import { expect, test, vi } from "vitest";
import { API_BASE } from "#shared/http/http.ts";
import { ApiClient, fields, problemOf } from "./client.ts";
import { EventStream } from "./event-stream.ts";
import { edge, joins, sees, writer } from "./merges-setting.ts";

/** This browser's own account comes back to it. */
async function takesBack(client: ApiClient): Promise<void> {
  const { merges } = fields(await client.get("/account/merges"));
  const own = (Array.isArray(merges) ? merges : []).find((merge) => Object(merge).is_own === true);
  const path = `/account/merges/${String(Object(own).merge_id)}/undo`;
  expect((await client.post(path, {})).status).toBe(200);
}

test("books that were taken back and brought to a third do not go with what the second takes back", async () => {
  const [a, b, c] = [await writer(), await writer(), await writer()];
  await joins(a.client, b.client);
  await joins(b.client, c.client);
  await a.client.open("/");
  await takesBack(a.client);
  await joins(a.client, c.client);
  await takesBack(b.client);
  expect([await sees(b.client, b.session), await sees(b.client, a.session)]).toEqual([true, false]);
  expect(await sees(a.client, a.session)).toBe(true);
});

test("the other account's browsers do not go on following a book that was taken back", async () => {
  const [a, b] = [await writer(), await writer()];
  await joins(a.client, b.client);
  const headers = { cookie: b.client.cookie ?? "" };
  const base = `${edge.url}${API_BASE}`;
  const streams = await Promise.all([
    EventStream.open(`${base}/sessions/${a.session}/events/stream`, headers),
    EventStream.open(`${base}/events/stream?after=${a.session}&after=${b.session}`, headers),
  ]);
  const before = streams.map(({ events }) => events.length);
  await takesBack(a.client);
  await a.client.command(a.session, "CANCEL_GENERATION");
  await b.client.command(b.session, "CANCEL_GENERATION");
  // Its own books it follows on, if it has to open the stream again.
  await vi.waitFor(() => expect(streams.every(({ isEnded }) => isEnded)).toBe(true), 10_000);
  for (const [index, { events }] of streams.entries()) {
    expect(events.slice(before[index]).filter(({ id }) => !id?.includes(b.session))).toEqual([]);
  }
  await Promise.all(streams.map((stream) => stream.close()));
});

test("who deletes the account that has the books does not delete what is taken back", async () => {
  const [a, b] = [await writer(), await writer()];
  await joins(a.client, b.client);
  expect((await b.client.send("DELETE", `/sessions/${a.session}`)).status).toBe(204);
  await takesBack(a.client);
  expect(await sees(a.client, a.session)).toBe(true);
  const [c, d] = [await writer(), await writer()];
  await joins(c.client, d.client);
  expect((await d.client.send("DELETE", "/account")).status).toBe(204);
  await c.client.open("/");
  await takesBack(c.client);
  expect(await sees(c.client, c.session)).toBe(true);
});

test("a browser that joined by a code neither gives the account away nor deletes it", async () => {
  const [a, thief] = [await writer(), await writer()];
  const guest = new ApiClient(edge.url);
  await guest.get("/sessions");
  await joins(guest, a.client);
  const { code } = fields(await thief.client.post("/account/device-codes", {}));
  const needed = { status: 403, code: "PHRASE_NEEDED" };
  expect(problemOf(await guest.post("/account/join", { code }))).toEqual(needed);
  expect(problemOf(await guest.send("DELETE", "/account"))).toEqual(needed);
  expect([await sees(a.client, a.session), await sees(thief.client, a.session)]).toEqual([
    true,
    false,
  ]);
  // It was no guess that is used up.
  const { phrase } = fields(await a.client.post("/account/recovery-phrase", {}));
  expect((await guest.post("/account/join", { phrase })).status).toBe(200);
  expect((await guest.post("/account/join", { code })).status).toBe(200);
});
