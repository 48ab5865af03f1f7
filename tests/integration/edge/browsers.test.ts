/** Who has access to a local account: its browsers, and what each of them may. */
import postgres from "postgres";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { API_BASE } from "#shared/http/http.ts";
import type { StartedEdge } from "../../../edge/start-edge.ts";
import { createDatabase, type TestDatabase } from "../../provision/postgres.ts";
import { ApiClient, fields, problemOf } from "./client.ts";
import { EventStream } from "./event-stream.ts";
import { startTestEdge } from "./test-edge.ts";
import { uiDirectory } from "./ui-directory.ts";
import { forgetWrongGuesses } from "./wrong-guesses.ts";

const FIREFOX = { "user-agent": "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Firefox/128.0" };
const PHRASE_NEEDED = { status: 403, code: "PHRASE_NEEDED" };

let database: TestDatabase;
let edge: StartedEdge;
let other: StartedEdge;
let owner: postgres.Sql;
const ui = uiDirectory();

beforeAll(async () => {
  database = await createDatabase();
  const options = { uiDirectory: ui.path };
  edge = await startTestEdge(database.url, {}, options);
  other = await startTestEdge(database.url, {}, options);
  owner = postgres(database.url, { max: 1, onnotice: () => {} });
});
afterAll(async () => {
  await Promise.all([owner.end(), edge.stop(), other.stop()]);
  ui.remove();
  await database.drop();
});
beforeEach(() => forgetWrongGuesses(owner));

async function newBrowser(): Promise<ApiClient> {
  const client = new ApiClient(edge.url);
  await client.get("/sessions");
  return client;
}
/** By the browser that it is: the first request that is written down is the only one in an hour. */
async function begun(client: ApiClient): Promise<string> {
  const answer = await client.post("/sessions", { language: "en" }, FIREFOX);
  expect(answer.status).toBe(201);
  return String(fields(answer)["session_id"]);
}
const codeOf = async (client: ApiClient) =>
  String(fields(await client.post("/account/device-codes", {}, FIREFOX))["code"]);
async function joined(client: ApiClient): Promise<ApiClient> {
  const second = await newBrowser();
  const answer = await second.post("/account/join", { code: await codeOf(client) });
  expect(answer.status).toBe(200);
  return second;
}
async function browsersOf(client: ApiClient): Promise<Record<string, unknown>[]> {
  const { browsers } = fields(await client.get("/account/browsers", FIREFOX));
  if (!Array.isArray(browsers)) throw new TypeError("no list");
  return browsers.map((browser) => ({ ...Object(browser) }));
}
const idOf = async (client: ApiClient) => {
  const own = (await browsersOf(client)).find((browser) => browser["is_current"] === true);
  return String(own?.["browser_id"]);
};
const putOut = async (by: ApiClient, whom: ApiClient) =>
  by.send("DELETE", `/account/browsers/${await idOf(whom)}`);

describe("the list of browsers", () => {
  test("says of each how it came and what it is, and nothing that names anybody", async () => {
    const laptop = await newBrowser();
    const session = await begun(laptop);
    const phone = await joined(laptop);
    const list = await browsersOf(laptop);
    expect(list).toHaveLength(2);
    const [own, second] = ["first", "code"].map((how) =>
      list.find((browser) => browser["joined_by"] === how),
    );
    expect(own).toMatchObject({ device: "Firefox · Linux", is_current: true });
    expect(second).toMatchObject({ device: null, is_current: false });
    expect(String(own?.["last_seen_at"])).toMatch(/:00:00/);
    expect((await browsersOf(phone)).map(({ browser_id }) => browser_id).sort()).toEqual(
      list.map(({ browser_id }) => browser_id).sort(),
    );
    expect((await phone.get(`/sessions/${session}/state`)).status).toBe(200);
    expect(await browsersOf(await newBrowser())).toHaveLength(1);
  });

  test("gets a browser by itself once its account has something", async () => {
    const client = await newBrowser();
    await begun(client);
    const seen = async () => {
      await client.get("/sessions", FIREFOX);
      const rows =
        await owner`select device from sign_ins where sign_in_id = ${await idOf(client)}`;
      return rows.map((row) => ({ ...row }));
    };
    await expect.poll(seen).toEqual([{ device: "Firefox · Linux" }]);
  });
});

describe("a browser that is put out", () => {
  test("has no access any more, on every edge at once, and its streams end", async () => {
    const laptop = await newBrowser();
    const session = await laptop.createSession();
    const phone = await joined(laptop);
    const cookie = phone.cookie ?? "";
    const path = `${API_BASE}/sessions/${session}/events/stream`;
    const streams = await Promise.all(
      [edge.url, other.url].map((url) => EventStream.open(url + path, { cookie })),
    );
    const kept = await EventStream.open(other.url + path, { cookie: laptop.cookie ?? "" });
    // Nothing that it made for joining outlives it.
    const code = await codeOf(phone);
    expect((await putOut(laptop, phone)).status).toBe(204);
    for (const url of [edge.url, other.url]) {
      const asked = new ApiClient(url, cookie);
      for (const answer of [
        await asked.get(`/sessions/${session}/state`),
        await asked.command(session, "REQUEST_INSPIRATION"),
        await asked.post("/sessions", {}),
        await asked.get("/account/browsers"),
        await asked.post("/account/device-codes", {}),
        await asked.post("/account/recovery-phrase", {}),
        await asked.send("DELETE", `/account/browsers/${await idOf(laptop)}`),
      ]) {
        expect(problemOf(answer)).toEqual({ status: 401, code: "UNAUTHENTICATED" });
      }
      expect(asked.cookie).toBe(cookie);
    }
    await expect.poll(() => streams.map(({ isEnded }) => isEnded)).toEqual([true, true]);
    expect(kept.isEnded).toBe(false);
    expect(await browsersOf(laptop)).toHaveLength(1);
    const late = await newBrowser();
    expect(problemOf(await late.post("/account/join", { code })).status).toBe(404);
    // A page gives it an account of its own.
    const page = await fetch(`${other.url}/`, { headers: { cookie } });
    const fresh = new ApiClient(edge.url, page.headers.getSetCookie()[0]?.split(";")[0] ?? "");
    expect(fields(await fresh.get("/sessions"))["sessions"]).toEqual([]);
  });

  test("may be the one that asks; another account's is not there", async () => {
    const laptop = await newBrowser();
    await laptop.createSession();
    const phone = await joined(laptop);
    const stranger = await newBrowser();
    expect(problemOf(await putOut(stranger, laptop)).status).toBe(404);
    const { cookie } = phone;
    expect((await putOut(phone, phone)).status).toBe(204);
    expect(phone.cookie).not.toBe(cookie);
    phone.cookie = cookie;
    expect((await phone.get("/sessions")).status).toBe(401);
    expect((await laptop.get("/sessions")).status).toBe(200);
  });

  test("needs a browser of the account's own to say so: one that joined by a code puts out itself alone", async () => {
    const laptop = await newBrowser();
    const phone = await joined(laptop);
    expect(problemOf(await putOut(phone, laptop))).toEqual(PHRASE_NEEDED);
    // Once the others were not seen for a month it is the account's. That the laptop was seen just now
    // is written down up to a second afterwards, perhaps after the month.
    const id = await idOf(laptop);
    const putOutAfterAMonth = async () => {
      await owner`update sign_ins set last_seen_at = now() - interval '31 days'
        where sign_in_id = ${id}`;
      return (await phone.send("DELETE", `/account/browsers/${id}`)).status;
    };
    await expect.poll(putOutAfterAMonth).toBe(204);
    expect((await laptop.get("/sessions")).status).toBe(401);
  });
});

describe("the recovery phrase", () => {
  const makePhrase = (client: ApiClient) =>
    client.post("/account/recovery-phrase", { language: "en" });

  test("is not replaced by a browser that joined by a code, unless it gives the present one", async () => {
    const laptop = await newBrowser();
    const phone = await joined(laptop);
    expect(problemOf(await makePhrase(phone))).toEqual(PHRASE_NEEDED);
    const phrase = String(fields(await makePhrase(laptop))["phrase"]);
    expect(problemOf(await makePhrase(phone))).toEqual(PHRASE_NEEDED);
    expect((await (await newBrowser()).post("/account/join", { phrase })).status).toBe(200);
    expect(fields(await phone.get("/account"))).toMatchObject({
      is_keeper: false,
      recovery_phrase_made_here: false,
    });
    const proven = await phone.post("/account/join", { phrase });
    expect([proven.status, fields(proven)]).toEqual([200, { brought_sessions: 0 }]);
    expect(fields(await phone.get("/account"))["is_keeper"]).toBe(true);
    const made = await makePhrase(phone);
    expect(made.status).toBe(201);
    // The others are told.
    const { created_at } = fields(made);
    expect(fields(await laptop.get("/account"))).toMatchObject({
      recovery_phrase_made_at: created_at,
      recovery_phrase_made_here: false,
    });
  });
});

describe("a cookie from before browsers had ids", () => {
  test("is a browser all the same: it goes on, has one id, and can be put out", async () => {
    const client = await newBrowser();
    const session = await client.createSession();
    const { old } = await import("./old-cookie.ts");
    client.cookie = await old(owner, client.cookie ?? "");
    expect((await client.get(`/sessions/${session}/state`)).status).toBe(200);
    const page = await fetch(`${edge.url}/`, { headers: { cookie: client.cookie } });
    const renewed = new ApiClient(edge.url, page.headers.getSetCookie()[0]?.split(";")[0] ?? null);
    expect(await idOf(renewed)).toBe(await idOf(client));
    const phone = await joined(client);
    expect((await putOut(renewed, renewed)).status).toBe(204);
    expect((await client.get("/sessions")).status).toBe(401);
    expect((await phone.get("/sessions")).status).toBe(200);
  });
});
