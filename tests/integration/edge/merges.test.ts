/** An account that was taken into another has what it brought back: within 30 days, and only it. */
import { expect, test } from "vitest";
import { ApiClient, fields, problemOf } from "./client.ts";
import { book, edge, joins, owner, sees, writer } from "./merges-setting.ts";

async function mergesOf(client: ApiClient): Promise<Record<string, unknown>[]> {
  const { merges } = fields(await client.get("/account/merges"));
  if (!Array.isArray(merges)) throw new TypeError("no list");
  return merges.map((merge) => ({ ...Object(merge) }));
}
const undo = async (client: ApiClient, merge: Record<string, unknown> | undefined) =>
  client.post(`/account/merges/${String(merge?.["merge_id"])}/undo`, {});
/** The page that a browser opens, and the cookies that it has then. */
async function opensPage(client: ApiClient): Promise<void> {
  await client.open("/");
}

test("who was led to join another account has the books back, even where that one put the browser out", async () => {
  const [victim, thief] = [await writer(), await writer()];
  await joins(victim.client, thief.client);
  expect(await sees(thief.client, victim.session)).toBe(true);
  const { browsers } = fields(await thief.client.get("/account/browsers"));
  const others = (Array.isArray(browsers) ? browsers : []).filter(
    (browser) => Object(browser).is_current !== true,
  );
  for (const browser of others) {
    const path = `/account/browsers/${String(Object(browser).browser_id)}`;
    expect((await thief.client.send("DELETE", path)).status).toBe(204);
  }
  expect((await victim.client.get("/account/merges")).status).toBe(401);
  await opensPage(victim.client);
  expect(await sees(victim.client, victim.session)).toBe(false);
  const [merge] = await mergesOf(victim.client);
  expect(merge).toMatchObject({ brought_sessions: 1, undone_at: null, is_own: true });
  expect(fields(await undo(victim.client, merge))).toEqual({ returned_sessions: 1 });
  expect(await sees(victim.client, victim.session)).toBe(true);
  expect(await sees(thief.client, victim.session)).toBe(false);
  expect(await sees(victim.client, thief.session)).toBe(false);
});

test("each has what it brought, with what was written in it since; what was begun since stays where it was begun", async () => {
  const [laptop, phone] = [await writer(), await writer()];
  const tablet = new ApiClient(edge.url, phone.client.cookie);
  await joins(phone.client, laptop.client);
  const since = await book(phone.client);
  const written = await laptop.client.command(phone.session, "CANCEL_GENERATION");
  expect(written.status).toBe(200);
  // Another browser of the account that went along is signed out, and keeps what undoes it.
  expect((await tablet.get("/sessions")).status).toBe(401);
  await opensPage(tablet);
  expect(await sees(tablet, phone.session)).toBe(false);
  const [merge] = await mergesOf(laptop.client);
  expect(merge).toMatchObject({ brought_sessions: 1, is_own: false });
  // The account that has the books now gives them back.
  expect((await undo(laptop.client, merge)).status).toBe(200);
  expect([
    await sees(laptop.client, phone.session),
    await sees(laptop.client, since),
    await sees(laptop.client, laptop.session),
  ]).toEqual([false, true, true]);
  const [row] = await owner`
    select count(*)::int as strangers from domain_events e join genesis_sessions s using (session_id)
    where e.account_id <> s.account_id`;
  expect(row?.["strangers"]).toBe(0);
  // The browser that came along is out of the other account, and its page is its own again.
  expect((await phone.client.get("/sessions")).status).toBe(401);
  await opensPage(phone.client);
  expect(await sees(phone.client, phone.session)).toBe(true);
  expect((await phone.client.command(phone.session, "REQUEST_INSPIRATION")).status).toBe(202);
  // The tablet has begun nothing meanwhile; one press and it is there as well.
  const [tablets] = await mergesOf(tablet);
  expect((await undo(tablet, tablets)).status).toBe(200);
  expect(await sees(tablet, phone.session)).toBe(true);
});

test("a merge is undone by nobody else, by no browser that joined by a code, and not after 30 days", async () => {
  const [first, second, stranger] = [await writer(), await writer(), await writer()];
  const guest = new ApiClient(edge.url);
  await guest.get("/sessions");
  await joins(guest, first.client);
  await joins(second.client, first.client);
  const [merge] = await mergesOf(second.client);
  expect(await mergesOf(stranger.client)).toEqual([]);
  expect(problemOf(await undo(stranger.client, merge)).status).toBe(404);
  expect(problemOf(await undo(guest, merge)).status).toBe(403);
  await owner`update account_merges set merged_at = now() - interval '31 days'`;
  expect(problemOf(await undo(second.client, merge)).status).toBe(404);
  expect(await mergesOf(second.client)).toEqual([]);
  expect(await sees(second.client, second.session)).toBe(true);
});

test("has one direction, also in a row: each gets back its own, in whatever order", async () => {
  const [a, b, c] = [await writer(), await writer(), await writer()];
  await joins(a.client, b.client);
  await joins(b.client, c.client);
  // Of B there is nobody left who could show A the way to C.
  expect((await a.client.get("/sessions")).status).toBe(401);
  await opensPage(a.client);
  expect(await sees(c.client, a.session)).toBe(true);
  const merges = await mergesOf(c.client);
  expect(merges.map(({ brought_sessions }) => brought_sessions)).toEqual([2, 1]);
  const [own] = (await mergesOf(b.client)).filter(({ is_own }) => is_own === true);
  expect((await undo(b.client, own)).status).toBe(200);
  expect([await sees(b.client, a.session), await sees(b.client, b.session)]).toEqual([true, true]);
  expect(await sees(c.client, a.session)).toBe(false);
});

test("a cookie joins one account: two at once do not take the same books twice", async () => {
  const [mine, one, two] = [await writer(), await writer(), await writer()];
  const copy = new ApiClient(edge.url, mine.client.cookie);
  const codes = await Promise.all(
    [one, two].map(({ client }) => client.post("/account/device-codes", {})),
  );
  const answers = await Promise.all(
    [mine.client, copy].map((client, n) => {
      const made = codes[n];
      return client.post("/account/join", { code: made === undefined ? "" : fields(made)["code"] });
    }),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 401]);
  expect(
    [await sees(one.client, mine.session), await sees(two.client, mine.session)].sort(),
  ).toEqual([false, true]);
});
