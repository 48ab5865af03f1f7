/** `AUTH_MODE=oidc` against a real provider, on Node and on Deno. */
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { API_BASE } from "#shared/http/http.ts";
import { type EdgeProcess, type EdgeRuntime, startEdge } from "../../provision/edge.ts";
import { AUDIENCE, CLIENT_ID, type TestProvider, startOidcProvider } from "../../provision/oidc.ts";
import { createDatabase, type TestDatabase } from "../../provision/postgres.ts";
import { PlainBrowser } from "../../provision/sign-in.ts";
import { freePort } from "../../../local/processes/free-port.ts";
import { ApiClient, fields, problemOf } from "./client.ts";
import { EventStream } from "./event-stream.ts";
import { startTestEdge } from "./test-edge.ts";
import { startWireCounter } from "./wire-counter.ts";

const LOGOUT_CLAIMS = {
  events: { "http://schemas.openid.net/event/backchannel-logout": {} },
};

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
    await expect.poll(() => stream.isEnded, { timeout: 5_000 }).toBe(true);
  });

  test("the provider's back-channel logout ends the writer's sign-ins here", async () => {
    const client = clientOf(await signedIn("rosa"));
    const claims = LOGOUT_CLAIMS;
    const once = () => ({ ...claims, jti: crypto.randomUUID() });
    const logout = async (logout_token: string) =>
      (
        await fetch(`${edge.url}/sign-in/logout`, {
          method: "POST",
          body: new URLSearchParams({ logout_token }),
        })
      ).status;
    const wrong = [
      provider.token({ subject: "rosa", audience: CLIENT_ID }),
      provider.token({ subject: "rosa", claims }),
      provider.token({ subject: "rosa", audience: CLIENT_ID, claims, key: "stranger" }),
      provider.token({ subject: "rosa", audience: CLIENT_ID, claims: { ...once(), nonce: "n" } }),
      provider.token({ subject: "rosa", audience: CLIENT_ID, claims }),
      provider.token({ subject: "rosa", audience: CLIENT_ID, claims: { ...once(), events: {} } }),
      provider.token({ subject: "rosa", audience: CLIENT_ID, claims: { ...once(), events: [] } }),
      provider.token({ subject: "rosa", audience: CLIENT_ID, claims: once(), type: "at+jwt" }),
      provider.token({
        subject: "rosa",
        audience: CLIENT_ID,
        claims: once(),
        expiresInSeconds: -60,
      }),
      provider.token({
        subject: "rosa",
        audience: CLIENT_ID,
        claims: once(),
        issuedInSeconds: 600,
      }),
      provider.token({ subject: "rosa", audience: [CLIENT_ID, "other"], claims: once() }),
      provider.token({ subject: "rosa", audience: CLIENT_ID, claims: once(), key: "none" }),
    ];
    for (const token of wrong) expect(await logout(await token)).toBe(400);
    expect((await client.get("/sessions")).status).toBe(200);
    const token = await provider.token({ subject: "rosa", audience: CLIENT_ID, claims: once() });
    expect(await logout(token)).toBe(200);
    expect((await client.get("/sessions")).status).toBe(401);
    // It is good once: whoever copied it ends nothing later.
    const again = clientOf(await signedIn("rosa"));
    expect(await logout(token)).toBe(400);
    expect((await again.get("/sessions")).status).toBe(200);
    expect((await again.post("/account/sign-out", {})).status).toBe(200);

    // A token may name the provider's session alone, and then ends that one only.
    const [one, other] = [clientOf(await signedIn("rosa")), clientOf(await signedIn("rosa"))];
    const owner = postgres(database.url, { max: 1 });
    const rows = await owner<{ sid: string }[]>`
      select provider_sid as sid from sign_ins
      where name = 'rosa the writer' and ended_at is null order by created_at`;
    await owner.end();
    const sid = rows[0]?.sid;
    const options = { subject: null, audience: CLIENT_ID };
    expect(await logout(await provider.token({ ...options, claims: once() }))).toBe(400);
    const named = await provider.token({ ...options, claims: { ...once(), sid } });
    expect(await logout(named)).toBe(200);
    expect((await one.get("/sessions")).status).toBe(401);
    expect((await other.get("/sessions")).status).toBe(200);
  });

  test("a bearer token of the provider is the same account; a wrong one is 401", async () => {
    const client = clientOf(await signedIn("lise"));
    const session = await client.createSession();
    const ask = async (authorization: string) => {
      const program = new ApiClient(edge.url);
      return program.get(`/sessions/${session}/state`, { authorization });
    };
    const bearer = async (options: Parameters<TestProvider["token"]>[0]) =>
      ask(`Bearer ${await provider.token(options)}`);
    expect((await bearer({ subject: "lise" })).status).toBe(200);
    expect((await bearer({ subject: "otto" })).status).toBe(404);
    for (const wrong of [
      bearer({ subject: "lise", expiresInSeconds: -60 }),
      bearer({ subject: "lise", audience: "https://another.example" }),
      bearer({ subject: "lise", audience: CLIENT_ID }),
      bearer({ subject: "lise", issuer: "https://another.example" }),
      bearer({ subject: "lise", key: "stranger" }),
      bearer({ subject: "lise", key: "none" }),
      bearer({ subject: "", claims: {} }),
      bearer({ subject: "lise", issuedInSeconds: 600 }),
      bearer({ subject: "lise", issuedInSeconds: -31 * 86_400 }),
      // ID tokens, and tokens for several without a word that they are for this studio's client.
      bearer({ subject: "lise", audience: [CLIENT_ID, AUDIENCE], claims: { azp: CLIENT_ID } }),
      bearer({ subject: "lise", audience: [CLIENT_ID, AUDIENCE] }),
      bearer({ subject: "lise", audience: [AUDIENCE, "other"] }),
      bearer({ subject: "lise", audience: [AUDIENCE, "other"], claims: { azp: "other" } }),
      bearer({ subject: "lise", claims: { nonce: "n" } }),
      bearer({ subject: "lise", claims: { at_hash: "h" } }),
      bearer({ subject: "lise", claims: { typ: "ID" } }),
      bearer({ subject: "lise", type: "logout+jwt" }),
      bearer({ subject: "lise", claims: LOGOUT_CLAIMS }),
      ask("Bearer garbage"),
      ask("Bearer "),
      ask("Basic bGlzZTphbnk="),
    ]) {
      expect(problemOf(await wrong)).toEqual({ status: 401, code: "UNAUTHENTICATED" });
    }
    for (const right of [
      bearer({ subject: "lise", type: "at+jwt" }),
      bearer({ subject: "lise", audience: [AUDIENCE, "other"], claims: { azp: CLIENT_ID } }),
      bearer({ subject: "lise", claims: { typ: "Bearer", nonce: "n" } }),
    ]) {
      expect((await right).status).toBe(200);
    }
    // A wrong token is not made up for by a good cookie.
    const both = await client.get("/sessions", { authorization: "Bearer garbage" });
    expect(both.status).toBe(401);
  });

  test("the provider's back-channel logout ends bearer tokens issued until then, with their streams", async () => {
    const issuedInSeconds = -5;
    const logout = async (subject: string | null, claims: object) => {
      const options = { subject, audience: CLIENT_ID, issuedInSeconds: -3 };
      const logout_token = await provider.token({
        ...options,
        claims: { ...LOGOUT_CLAIMS, jti: crypto.randomUUID(), ...claims },
      });
      const answer = await fetch(`${edge.url}/sign-in/logout`, {
        method: "POST",
        body: new URLSearchParams({ logout_token }),
      });
      expect(answer.status).toBe(200);
    };
    const program = async (options: Partial<Parameters<TestProvider["token"]>[0]>) => {
      const token = await provider.token({ subject: "ruth", issuedInSeconds, ...options });
      const headers = { authorization: `Bearer ${token}` };
      const client = new ApiClient(edge.url);
      const ask = async () => (await client.get("/novels", headers)).status;
      return { client, headers, ask };
    };
    const [named, other, nameless] = await Promise.all([
      program({ claims: { sid: "s-1" } }),
      program({ claims: { sid: "s-2" } }),
      program({}),
    ]);
    const created = await named.client.post("/sessions", { language: "en" }, named.headers);
    const { session_id } = fields(created);
    const path = `${edge.url}${API_BASE}/sessions/${String(session_id)}/events/stream`;
    const stream = await EventStream.open(path, named.headers);
    // Of one session: its tokens, and those of its account that may be its.
    await logout("ruth", { sid: "s-1" });
    expect([await named.ask(), await other.ask(), await nameless.ask()]).toEqual([401, 200, 401]);
    const refused = await named.client.command(
      String(session_id),
      "REQUEST_INSPIRATION",
      {},
      named.headers,
    );
    expect(refused.status).toBe(401);
    await expect.poll(() => stream.isEnded, { timeout: 5_000 }).toBe(true);
    // Of a session that is known by its name alone.
    await logout(null, { sid: "s-2" });
    expect(await other.ask()).toBe(401);
    // What was issued afterwards is good, until the account as a whole is signed out.
    const later = await program({ issuedInSeconds: 0 });
    expect(await later.ask()).toBe(200);
    const soon = await program({ issuedInSeconds: -4, claims: { sid: "s-3" } });
    expect(await soon.ask()).toBe(200);
    await logout("ruth", {});
    expect([await soon.ask(), await later.ask()]).toEqual([401, 200]);
  });

  test("a stream that a bearer token opened ends when the token does", async () => {
    const token = await provider.token({ subject: "nora", expiresInSeconds: 2 });
    const headers = { authorization: `Bearer ${token}` };
    const program = new ApiClient(edge.url);
    const created = await program.post("/sessions", { language: "en" }, headers);
    const path = `${edge.url}${API_BASE}/sessions/${String(fields(created).session_id)}/events/stream`;
    const stream = await EventStream.open(path, headers);
    expect(stream.status).toBe(200);
    await expect.poll(() => stream.isEnded, { timeout: 10_000 }).toBe(true);
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
    await expect.poll(() => stream.isEnded, { timeout: 5_000 }).toBe(true);
  });
});

test("a provider that is away is 503 for whoever comes to sign in, and nobody else", async () => {
  await using database = await createDatabase();
  await using provider = await startOidcProvider();
  const port = await freePort();
  const publicUrl = `http://127.0.0.1:${port}`;
  const edge = await startTestEdge(database.url, {
    port,
    publicUrl,
    oidc: oidcOf(provider, publicUrl),
  });
  const browser = new PlainBrowser();
  const away = await browser.request(`${edge.url}/sign-in`);
  expect([away.status, away.headers.get("retry-after")]).toEqual([503, "5"]);
  const bearer = { authorization: `Bearer ${await provider.token({ subject: "ida" })}` };
  const asked = await new ApiClient(edge.url).get("/sessions", bearer);
  expect(problemOf(asked)).toEqual({ status: 503, code: "UNAVAILABLE" });
  expect((await fetch(`${edge.url}/api/health/ready`)).status).toBe(200);
  provider.register(publicUrl);
  await browser.signIn(`${edge.url}/`, "ida");
  expect((await new ApiClient(edge.url).get("/sessions", bearer)).status).toBe(200);
  await edge.stop();
});

test("whether a sign-in holds is asked in the operation's own statement: one round trip", async () => {
  await using database = await createDatabase();
  await using provider = await startOidcProvider();
  await using wire = await startWireCounter(database.url);
  const port = await freePort();
  const publicUrl = `http://127.0.0.1:${port}`;
  provider.register(publicUrl);
  const oidc = oidcOf(provider, publicUrl);
  const edge = await startTestEdge(wire.url, { port, publicUrl, oidc });
  const browser = new PlainBrowser();
  await browser.signIn(`${edge.url}/`, "joan");
  const client = new ApiClient(edge.url);
  client.cookie = browser.cookie(edge.url);
  const session = await client.createSession();
  // What the process asks by itself, and the wake-up after a commit, are nobody's operation.
  const own =
    /\b(wake|beat|parts|events_since|live_progress|ended_credentials|see_browsers|installation)\(/;
  const asked = async (status: number, act: () => Promise<{ readonly status: number }>) => {
    const before = wire.executed.length;
    expect((await act()).status).toBe(status);
    return wire.executed
      .slice(before)
      .filter((sql) => /genesis\.\w+\(/.test(sql) && !own.test(sql));
  };
  for (const [status, act] of [
    [202, () => client.command(session, "REQUEST_INSPIRATION")],
    [409, () => client.command(session, "REQUEST_INSPIRATION")],
    [200, () => client.get(`/sessions/${session}/state`)],
    [200, () => client.get("/sessions")],
    [404, () => client.get("/novels/01890000-0000-7000-8000-000000000000")],
    [422, () => client.command(session, "NOT_A_COMMAND")],
    [404, () => client.get("/sessions/malformed/state")],
  ] as const) {
    const statements = await asked(status, act);
    expect(statements).toHaveLength(1);
    expect(statements[0]).toMatch(/is_signed_in|sign_in_status|accept_commands/);
  }
  await edge.stop();
});

function oidcOf(provider: TestProvider, publicUrl: string) {
  const env = provider.environment(publicUrl);
  return {
    issuer: provider.issuer,
    clientId: CLIENT_ID,
    clientSecret: env["OIDC_CLIENT_SECRET"] ?? null,
    audience: AUDIENCE,
    scope: "openid profile",
    publicUrl,
  };
}
