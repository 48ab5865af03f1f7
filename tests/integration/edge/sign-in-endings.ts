/** What ends a sign-in or a bearer token: the provider's back-channel, and time. */
import postgres from "postgres";
import { expect, test } from "vitest";
import { API_BASE } from "#shared/http/http.ts";
import type { EdgeProcess, EdgeRuntime } from "../../provision/edge.ts";
import { AUDIENCE, CLIENT_ID, type TestProvider } from "../../provision/oidc.ts";
import type { TestDatabase } from "../../provision/postgres.ts";
import { PlainBrowser } from "../../provision/sign-in.ts";
import { ApiClient, fields, problemOf } from "./client.ts";
import { EventStream } from "./event-stream.ts";
import { promisedMs } from "../../provision/patience-ms.ts";

const LOGOUT_CLAIMS = {
  events: { "http://schemas.openid.net/event/backchannel-logout": {} },
};

/** An edge of a runtime with its provider, once they have started. */
export interface SignInSetting {
  readonly runtime: EdgeRuntime;
  readonly edge: () => EdgeProcess;
  readonly provider: () => TestProvider;
  readonly database: () => TestDatabase;
  readonly clientOf: (browser: PlainBrowser, url?: string) => ApiClient;
  readonly signedIn: (writer: string) => Promise<PlainBrowser>;
}

export function endingCases(of: SignInSetting): void {
  test("the provider's back-channel logout ends the writer's sign-ins here", async () => {
    const client = of.clientOf(await of.signedIn("rosa"));
    const claims = LOGOUT_CLAIMS;
    const once = () => ({ ...claims, jti: crypto.randomUUID() });
    const logout = async (logout_token: string) =>
      (
        await fetch(`${of.edge().url}/sign-in/logout`, {
          method: "POST",
          body: new URLSearchParams({ logout_token }),
        })
      ).status;
    const wrong = [
      of.provider().token({ subject: "rosa", audience: CLIENT_ID }),
      of.provider().token({ subject: "rosa", claims }),
      of.provider().token({ subject: "rosa", audience: CLIENT_ID, claims, key: "stranger" }),
      of
        .provider()
        .token({ subject: "rosa", audience: CLIENT_ID, claims: { ...once(), nonce: "n" } }),
      of.provider().token({ subject: "rosa", audience: CLIENT_ID, claims }),
      of
        .provider()
        .token({ subject: "rosa", audience: CLIENT_ID, claims: { ...once(), events: {} } }),
      of
        .provider()
        .token({ subject: "rosa", audience: CLIENT_ID, claims: { ...once(), events: [] } }),
      of.provider().token({ subject: "rosa", audience: CLIENT_ID, claims: once(), type: "at+jwt" }),
      of.provider().token({
        subject: "rosa",
        audience: CLIENT_ID,
        claims: once(),
        expiresInSeconds: -60,
      }),
      of.provider().token({
        subject: "rosa",
        audience: CLIENT_ID,
        claims: once(),
        issuedInSeconds: 600,
      }),
      of.provider().token({ subject: "rosa", audience: [CLIENT_ID, "other"], claims: once() }),
      of.provider().token({ subject: "rosa", audience: CLIENT_ID, claims: once(), key: "none" }),
    ];
    for (const token of wrong) expect(await logout(await token)).toBe(400);
    expect((await client.get("/sessions")).status).toBe(200);
    const token = await of
      .provider()
      .token({ subject: "rosa", audience: CLIENT_ID, claims: once() });
    expect(await logout(token)).toBe(200);
    expect((await client.get("/sessions")).status).toBe(401);
    // It is good once: whoever copied it ends nothing later.
    const again = of.clientOf(await of.signedIn("rosa"));
    expect(await logout(token)).toBe(400);
    expect((await again.get("/sessions")).status).toBe(200);
    expect((await again.post("/account/sign-out", {})).status).toBe(200);

    // A token may name the provider's session alone, and then ends that one only.
    const [one, other] = [
      of.clientOf(await of.signedIn("rosa")),
      of.clientOf(await of.signedIn("rosa")),
    ];
    const owner = postgres(of.database().url, { max: 1 });
    const rows = await owner<{ sid: string }[]>`
      select provider_sid as sid from sign_ins
      where name = 'rosa the writer' and ended_at is null order by created_at`;
    await owner.end();
    const sid = rows[0]?.sid;
    const options = { subject: null, audience: CLIENT_ID };
    expect(await logout(await of.provider().token({ ...options, claims: once() }))).toBe(400);
    const named = await of.provider().token({ ...options, claims: { ...once(), sid } });
    expect(await logout(named)).toBe(200);
    expect((await one.get("/sessions")).status).toBe(401);
    expect((await other.get("/sessions")).status).toBe(200);
  });

  test("a bearer token of the provider is the same account; a wrong one is 401", async () => {
    const client = of.clientOf(await of.signedIn("lise"));
    const session = await client.createSession();
    const ask = async (authorization: string) => {
      const program = new ApiClient(of.edge().url);
      return program.get(`/sessions/${session}/state`, { authorization });
    };
    const bearer = async (options: Parameters<TestProvider["token"]>[0]) =>
      ask(`Bearer ${await of.provider().token(options)}`);
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
      const logout_token = await of.provider().token({
        ...options,
        claims: { ...LOGOUT_CLAIMS, jti: crypto.randomUUID(), ...claims },
      });
      const answer = await fetch(`${of.edge().url}/sign-in/logout`, {
        method: "POST",
        body: new URLSearchParams({ logout_token }),
      });
      expect(answer.status).toBe(200);
    };
    const program = async (options: Partial<Parameters<TestProvider["token"]>[0]>) => {
      const token = await of.provider().token({ subject: "ruth", issuedInSeconds, ...options });
      const headers = { authorization: `Bearer ${token}` };
      const client = new ApiClient(of.edge().url);
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
    const path = `${of.edge().url}${API_BASE}/sessions/${String(session_id)}/events/stream`;
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
    await expect.poll(() => stream.isEnded, { timeout: promisedMs(5_000) }).toBe(true);
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
    const token = await of.provider().token({ subject: "nora", expiresInSeconds: 2 });
    const headers = { authorization: `Bearer ${token}` };
    const program = new ApiClient(of.edge().url);
    const created = await program.post("/sessions", { language: "en" }, headers);
    const path = `${of.edge().url}${API_BASE}/sessions/${String(fields(created).session_id)}/events/stream`;
    const stream = await EventStream.open(path, headers);
    expect(stream.status).toBe(200);
    await expect.poll(() => stream.isEnded, { timeout: promisedMs(10_000) }).toBe(true);
  });
}
