/** `AUTH_MODE=oidc` against a real provider, on Node and on Deno. */
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { API_BASE } from "#shared/http/http.ts";
import { type EdgeProcess, type EdgeRuntime, startEdge } from "../../provision/edge.ts";
import { type TestProvider, startOidcProvider } from "../../provision/oidc.ts";
import { createDatabase, type TestDatabase } from "../../provision/postgres.ts";
import { PlainBrowser } from "../../provision/sign-in.ts";
import { freePort } from "../../../local/processes/free-port.ts";
import { ApiClient, fields, problemOf } from "./client.ts";
import { EventStream } from "./event-stream.ts";
import { startTestEdge } from "./test-edge.ts";
import { oidcOf } from "./oidc-config.ts";
import { endingCases } from "./sign-in-endings.ts";
import { promisedMs } from "../../provision/patience-ms.ts";

describe.each<EdgeRuntime>(["node", "deno"])("an edge on %s", (runtime) => {
  let database: TestDatabase;
  let provider: TestProvider;
  let edge: EdgeProcess;

  beforeAll(async () => {
    [database, provider] = await Promise.all([createDatabase(), startOidcProvider()]);
    const port = await freePort();
    const publicUrl = `http://127.0.0.1:${port}`;
    provider.register(publicUrl);
    edge = await startEdge(runtime, {
      port,
      env: { DATABASE_URL: database.url, ...provider.environment(publicUrl) },
    });
  });
  afterAll(async () => {
    await edge.stop();
    await provider.stop();
    await database.drop();
  });

  const clientOf = (browser: PlainBrowser, url = edge.url) => {
    const client = new ApiClient(url);
    client.cookie = browser.cookie(url);
    return client;
  };
  const signedIn = async (writer: string) => {
    const browser = new PlainBrowser();
    await browser.signIn(`${edge.url}/`, writer);
    return browser;
  };

  test("a page leads to the provider and back to itself; then the API knows the writer", async () => {
    const browser = new PlainBrowser();
    const page = `${edge.url}/sessions/01890000-0000-7000-8000-000000000000?tab=2`;
    const arrived = await browser.signIn(page, "ada");
    expect(arrived.url).toBe(page);
    const account = fields(await clientOf(browser).get("/account"));
    expect(account).toMatchObject({ mode: "oidc", name: "ada the writer", can_sign_out: true });
    const other = await new PlainBrowser().request(`${edge.url}/`);
    expect(other.status).toBe(302);
    expect(other.headers.get("location")).toBe("/sign-in?return_to=%2F");
    const stranger = new ApiClient(edge.url);
    expect(problemOf(await stranger.get("/sessions"))).toEqual({
      status: 401,
      code: "UNAUTHENTICATED",
    });
    expect(stranger.cookie).toBeNull();
  });

  test("a writer finds the same shelf on another device, and another writer finds none", async () => {
    const client = clientOf(await signedIn("grace"));
    const session = await client.createSession();
    await client.command(session, "REQUEST_INSPIRATION");
    const shelf = async (writer: string) =>
      fields(await clientOf(await signedIn(writer)).get("/sessions")).sessions;
    expect(await shelf("grace")).toEqual([expect.objectContaining({ session_id: session })]);
    expect(await shelf("alan")).toEqual([]);
  });

  test("signing out ends it on every edge at once, with its streams, and at the provider", async () => {
    const second = await startTestEdge(database.url, {
      publicUrl: edge.url,
      oidc: oidcOf(provider, edge.url),
    });
    const [browser, elsewhere] = [await signedIn("mary"), await signedIn("mary")];
    const [client, kept] = [clientOf(browser), clientOf(elsewhere)];
    const session = await client.createSession();
    const path = `${API_BASE}/sessions/${session}/events/stream`;
    const streams = await Promise.all(
      [edge.url, second.url].map((url) =>
        EventStream.open(url + path, { cookie: client.cookie ?? "" }),
      ),
    );
    const keptStream = await EventStream.open(edge.url + path, { cookie: kept.cookie ?? "" });
    const crossSite = { origin: "https://elsewhere.example" };
    expect((await client.post("/account/sign-out", {}, crossSite)).status).toBe(403);
    const { cookie } = client;
    const answer = await client.post("/account/sign-out", {});
    expect(answer.status).toBe(200);
    client.cookie = cookie;
    for (const url of [edge.url, second.url]) {
      const asked = new ApiClient(url);
      asked.cookie = cookie;
      expect(problemOf(await asked.get(`/sessions/${session}/state`)).status).toBe(401);
      expect(problemOf(await asked.post(`/sessions/${session}/commands`, "bad")).status).toBe(401);
    }
    await expect.poll(() => streams.map(({ isEnded }) => isEnded)).toEqual([true, true]);
    expect(keptStream.isEnded).toBe(false);
    expect((await kept.get(`/sessions/${session}/state`)).status).toBe(200);
    // The provider's own page asks whether to end its session too, then leads back here.
    const { continue_at } = fields(answer);
    const left = new URL(String(continue_at));
    expect(left.origin).toBe(provider.issuer);
    expect(left.searchParams.get("post_logout_redirect_uri")).toBe(`${edge.url}/signed-out`);
    expect((await browser.request(left.href)).status).toBe(200);

    expect((await kept.post("/account/sign-out", { everywhere: true })).status).toBe(200);
    await expect.poll(() => keptStream.isEnded).toBe(true);
    await second.stop();
  });

  test("a sign-in that runs out ends its streams and is 401", async () => {
    const client = clientOf(await signedIn("emmy"));
    const session = await client.createSession();
    const path = `${edge.url}${API_BASE}/sessions/${session}/events/stream`;
    const stream = await EventStream.open(path, { cookie: client.cookie ?? "" });
    const owner = postgres(database.url, { max: 1 });
    await owner`update sign_ins set expires_at = now() where name = 'emmy the writer'`;
    await owner.end();
    expect(problemOf(await client.get("/sessions")).status).toBe(401);
    await expect.poll(() => stream.isEnded, { timeout: promisedMs(5_000) }).toBe(true);
  });

  endingCases({
    runtime,
    edge: () => edge,
    provider: () => provider,
    database: () => database,
    clientOf,
    signedIn,
  });

  test("an answer of another visit, of another browser, or twice signs nobody in", async () => {
    const browser = new PlainBrowser();
    const started = await browser.request(`${edge.url}/sign-in`);
    const state = new URL(started.headers.get("location") ?? "").searchParams.get("state") ?? "";
    const finish = (who: PlainBrowser, query: string) =>
      who.request(`${edge.url}/sign-in/callback?${query}`);
    const iss = encodeURIComponent(provider.issuer);
    expect((await finish(new PlainBrowser(), `code=x&state=${state}&iss=${iss}`)).status).toBe(400);
    expect((await finish(browser, `code=x&state=other&iss=${iss}`)).status).toBe(400);
    expect((await finish(browser, `code=x&state=${state}&iss=${iss}`)).status).toBe(403);
    // The visit is over.
    expect((await finish(browser, `code=x&state=${state}&iss=${iss}`)).status).toBe(400);
    const denied = await browser.request(`${edge.url}/sign-in`);
    const again = new URL(denied.headers.get("location") ?? "").searchParams.get("state") ?? "";
    const answer = await finish(browser, `error=access_denied&state=${again}&iss=${iss}`);
    expect([answer.status, browser.cookie(edge.url)]).toEqual([403, ""]);
    expect(await answer.text()).toContain("Signing in did not finish");
  });

  test("a local account's sessions come along with one press, once", async () => {
    const local = await startTestEdge(database.url);
    const before = new ApiClient(local.url);
    const session = await before.createSession();
    await before.command(session, "REQUEST_INSPIRATION");
    await local.stop();
    const browser = new PlainBrowser();
    const [name = "", value = ""] = (before.cookie ?? "").split("=");
    browser.setCookie(edge.url, name, value);
    await browser.signIn(`${edge.url}/`, "hedy");
    const client = clientOf(browser);
    expect(fields(await client.get("/account"))).toMatchObject({ sessions: 0, local_sessions: 1 });
    expect((await client.get(`/sessions/${session}/state`)).status).toBe(404);
    const { cookie } = client;
    const taken = await client.post("/account/take-along", {});
    expect(fields(taken)).toEqual({ brought_sessions: 1 });
    expect(taken.headers.getSetCookie()[0]).toMatch(new RegExp(`^${name}=; .*Max-Age=0`));
    client.cookie = cookie;
    expect(fields(await client.get("/account"))).toMatchObject({ sessions: 1, local_sessions: 0 });
    expect((await client.get(`/sessions/${session}/state`)).status).toBe(200);
    // It was that account's to move, and is no longer.
    expect(problemOf(await client.post("/account/take-along", {})).status).toBe(404);
  });

  test("a copy of a local cookie that was taken along moves nothing of the account that took it", async () => {
    const local = await startTestEdge(database.url);
    const before = new ApiClient(local.url);
    const session = await before.createSession();
    await before.command(session, "REQUEST_INSPIRATION");
    const copy = before.cookie ?? "";
    const writer = async (name: string) => {
      const client = clientOf(await signedIn(name));
      client.cookie = `${client.cookie}; ${copy}`;
      return client;
    };
    const [first, second] = [await writer("vera"), await writer("mallory")];
    const own = await first.createSession();
    await first.command(own, "REQUEST_INSPIRATION");
    expect(fields(await first.post("/account/take-along", {})).brought_sessions).toBe(1);
    expect(fields(await second.get("/account"))["local_sessions"]).toBe(0);
    expect(problemOf(await second.post("/account/take-along", {})).status).toBe(404);
    for (const book of [session, own]) {
      expect((await first.get(`/sessions/${book}/state`)).status).toBe(200);
      expect((await second.get(`/sessions/${book}/state`)).status).toBe(404);
    }
    // In local mode the copy names nobody, neither for reading nor for writing.
    before.cookie = copy;
    expect((await before.get(`/sessions/${session}/state`)).status).toBe(401);
    expect((await before.post("/account/device-codes", {})).status).toBe(401);
    expect((await before.command(session, "CANCEL_GENERATION")).status).toBe(401);
    await local.stop();

    // The browser that had that account, and it alone, has it back; what was begun since stays.
    const { merges } = fields(await first.get("/account/merges"));
    const [merge] = Array.isArray(merges) ? merges : [];
    expect(merge).toMatchObject({ brought_sessions: 1, undone_at: null, is_own: true });
    const undo = `/account/merges/${String(Object(merge).merge_id)}/undo`;
    expect(problemOf(await second.post(undo, {})).status).toBe(404);
    expect(fields(await first.post(undo, {}))).toEqual({ returned_sessions: 1 });
    expect((await first.get(`/sessions/${session}/state`)).status).toBe(404);
    expect((await first.get(`/sessions/${own}/state`)).status).toBe(200);
    expect(fields(await first.get("/account"))["local_sessions"]).toBe(1);
    expect(fields(await first.post("/account/take-along", {})).brought_sessions).toBe(1);
  });

  test("signing in as another ends what this browser had before, with its streams", async () => {
    const browser = await signedIn("ann");
    const client = clientOf(browser);
    const session = await client.createSession();
    const path = `${edge.url}${API_BASE}/sessions/${session}/events/stream`;
    const stream = await EventStream.open(path, { cookie: client.cookie ?? "" });
    // The provider lets somebody else sign in.
    const elsewhere = await signedIn("bob");
    for (const pair of elsewhere.cookie(provider.issuer).split("; ")) {
      const at = pair.indexOf("=");
      browser.setCookie(provider.issuer, pair.slice(0, at), pair.slice(at + 1));
    }
    await browser.signIn(`${edge.url}/sign-in`, "bob");
    expect(fields(await clientOf(browser).get("/account"))["name"]).toBe("bob the writer");
    expect((await client.get("/sessions")).status).toBe(401);
    await expect.poll(() => stream.isEnded, { timeout: promisedMs(5_000) }).toBe(true);
  });
});
