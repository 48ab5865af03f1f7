/** Tokens for programs: made and shown once, what they reach, and their end on every edge at once. */
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { API_BASE } from "#shared/http/http.ts";
import type { StartedEdge } from "../../../edge/start-edge.ts";
import { createDatabase, type TestDatabase } from "../../provision/postgres.ts";
import { ApiClient, fields, problemOf } from "./client.ts";
import { conceptContent } from "./contents.ts";
import { EventStream } from "./event-stream.ts";
import { startTestEdge } from "./test-edge.ts";

const CONTENT = { stage: "CONCEPT_SELECTION", content: conceptContent("By a program") };
const UNAUTHENTICATED = { status: 401, code: "UNAUTHENTICATED" };

let database: TestDatabase;
let edge: StartedEdge;
let other: StartedEdge;
let owner: postgres.Sql;
let writer: ApiClient;
let session: string;

beforeAll(async () => {
  database = await createDatabase();
  edge = await startTestEdge(database.url);
  other = await startTestEdge(database.url);
  owner = postgres(database.url, { max: 1, onnotice: () => {} });
  writer = new ApiClient(edge.url);
  session = await writer.createSession();
});
afterAll(async () => {
  await Promise.all([owner.end(), edge.stop(), other.stop()]);
  await database.drop();
});

interface Token {
  readonly token_id: string;
  readonly token: string;
  readonly authorization: { readonly authorization: string };
}

async function made(scope: string, by = writer): Promise<Token> {
  const answer = await by.post("/account/tokens", { name: "a program", scope });
  expect(answer.status).toBe(201);
  const { token_id, token } = fields(answer);
  const authorization = { authorization: `Bearer ${String(token)}` };
  return { token_id: String(token_id), token: String(token), authorization };
}

/** A program: it has no cookie, and keeps none. */
const program = (token: Token, url = edge.url) => ({
  get: (path: string) => new ApiClient(url).get(path, token.authorization),
  command: (type: string, payload: object = {}) =>
    new ApiClient(url).command(session, type, payload, token.authorization),
  send: (method: string, path: string, headers: Record<string, string> = {}) =>
    new ApiClient(url).send(method, path, { headers: { ...token.authorization, ...headers } }),
});

describe("a token", () => {
  test("is shown once, kept as a hash, listed with its last use, and on the audit record", async () => {
    const answer = await writer.post("/account/tokens", { name: "脚本", scope: "read" });
    const { token, ...shown } = fields(answer);
    expect(shown).toMatchObject({ name: "脚本", scope: "read", last_used_at: null });
    expect(token).toMatch(/^genesis_[\w-]{54}$/);
    const [row] = await owner`select t::text from account_tokens t
      where token_id = ${String(shown["token_id"])}`;
    expect(JSON.stringify(row)).not.toContain(String(token));
    const { get } = program({ ...(await made("read")), ...authorize(String(token)) });
    expect((await get(`/sessions/${session}/state`)).status).toBe(200);
    const listed = await writer.get("/account/tokens");
    expect(listed.text).not.toContain(String(token));
    expect(fields(listed)["tokens"]).toContainEqual({
      ...shown,
      last_used_at: expect.stringMatching(/:00:00/),
    });
    const [entry] = await owner`select action, actor from audit_log
      where subject = ${String(shown["token_id"])}`;
    expect({ ...entry }).toEqual({ action: "token.made", actor: "writer" });
  });

  test("that reads reads; one that proposes saves, and is refused every other word", async () => {
    const [reading, proposing, whole] = await Promise.all(
      ["read", "propose", "full"].map(async (scope) => program(await made(scope))),
    );
    const refused = await reading?.command("SAVE_CANDIDATE", CONTENT);
    expect(refused && problemOf(refused)).toEqual({ status: 403, code: "SCOPE" });
    expect(refused && fields(refused)["scope"]).toBe("read");
    const saved = await proposing?.command("SAVE_CANDIDATE", CONTENT);
    expect(saved?.status).toBe(200);
    const result = saved && fields(saved)["result"];
    // Refused for what it is, whatever is wrong with it otherwise.
    for (const payload of [Object(result), {}]) {
      const confirmed = await proposing?.command("CONFIRM_STAGE", payload);
      expect(confirmed && problemOf(confirmed)).toEqual({ status: 403, code: "SCOPE" });
    }
    const state = fields(await writer.get(`/sessions/${session}/state`));
    expect(state["current_stage"]).toBe("CONCEPT_SELECTION");
    expect((await whole?.command("SELECT_CANDIDATE", Object(result)))?.status).toBe(200);
  });

  test("that nobody knows is looked up some times a minute for an address; one that is known goes on", async () => {
    const free = { count: 1_000_000, windowSeconds: 1 };
    const rate = { account: free, address: free };
    const limited = await startTestEdge(database.url, {
      limits: {
        rates: { commands: rate, generation: rate, streams: rate, reads: rate, written: rate },
        openConnections: 1_000,
        openSessions: 1_000,
        storedBytes: 1_000_000_000,
        openStreams: { account: 100, address: 100 },
        redis: null,
      },
    });
    onTestFinished(() => limited.stop());
    const token = await made("read");
    const read = (of: Token) => program(of, limited.url).get(`/sessions/${session}/state`);
    expect((await read(token)).status).toBe(200);
    const forged = () => {
      const bytes = Buffer.from(token.token.replace("genesis_", ""), "base64url");
      crypto.getRandomValues(bytes.subarray(16));
      return { ...token, ...authorize(`genesis_${bytes.toString("base64url")}`) };
    };
    const answers = await Promise.all(Array.from({ length: 100 }, () => read(forged())));
    const refused = answers.filter(({ status }) => status === 401);
    const limitedAnswers = answers.filter(({ status }) => status === 429);
    expect(refused.length + limitedAnswers.length).toBe(100);
    // Some seconds may have passed, each of which is one more.
    expect(refused.length).toBeGreaterThanOrEqual(59);
    expect(refused.length).toBeLessThan(90);
    for (const answer of limitedAnswers) {
      expect(problemOf(answer)).toEqual({ status: 429, code: "RATE_LIMITED" });
      expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
    }
    expect((await read(token)).status).toBe(200);
  });

  test("of one account opens no other's book, and its requests from another site are refused as such", async () => {
    const stranger = new ApiClient(edge.url);
    await stranger.get("/sessions");
    const foreign = program(await made("full", stranger));
    expect(problemOf(await foreign.get(`/sessions/${session}/state`)).status).toBe(404);
    const crossSite = { origin: "https://elsewhere.example" };
    const answer = await foreign.send("DELETE", `/sessions/${session}`, crossSite);
    expect(problemOf(answer)).toEqual({ status: 403, code: "CSRF_REJECTED" });
  });

  test("counts, whatever cookie is beside it; one that is made up is nobody's, and gets no account", async () => {
    const { authorization } = await made("read");
    const answer = await writer.command(session, "SAVE_CANDIDATE", CONTENT, authorization);
    expect(problemOf(answer)).toEqual({ status: 403, code: "SCOPE" });
    const good = authorization.authorization;
    const last = good.endsWith("A") ? "B" : "A";
    for (const made_up of [`${good.slice(0, -1)}${last}`, "Bearer genesis_x", "Bearer other"]) {
      const lost = new ApiClient(edge.url);
      expect(problemOf(await lost.get("/sessions", { authorization: made_up }))).toEqual(
        UNAUTHENTICATED,
      );
      expect(lost.cookie).toBeNull();
    }
  });
});

describe("a token that is ended", () => {
  test("is dead on every edge, and its streams end", async () => {
    const token = await made("propose");
    const path = `${API_BASE}/sessions/${session}/events/stream`;
    const streams = await Promise.all(
      [edge.url, other.url].map((url) => EventStream.open(url + path, token.authorization)),
    );
    expect((await writer.send("DELETE", `/account/tokens/${token.token_id}`)).status).toBe(204);
    for (const { url } of [edge, other]) {
      const ended = program(token, url);
      expect(problemOf(await ended.get(`/sessions/${session}/state`))).toEqual(UNAUTHENTICATED);
      expect(problemOf(await ended.command("SAVE_CANDIDATE", CONTENT))).toEqual(UNAUTHENTICATED);
    }
    await expect.poll(() => streams.map(({ isEnded }) => isEnded)).toEqual([true, true]);
    const again = await writer.send("DELETE", `/account/tokens/${token.token_id}`);
    expect(problemOf(again).status).toBe(404);
    const rows = await owner`select action from audit_log
      where subject = ${token.token_id} order by audit_id`;
    expect(rows.map(({ action }) => action)).toEqual(["token.made", "token.ended"]);
  });

  test("goes with all others at once, and nobody else's do", async () => {
    const stranger = new ApiClient(edge.url);
    await stranger.get("/sessions");
    const theirs = program(await made("read", stranger));
    const mine = [await made("read"), await made("full")].map((token) => program(token, other.url));
    expect((await writer.send("DELETE", "/account/tokens")).status).toBe(204);
    for (const { get } of mine) expect(problemOf(await get("/sessions"))).toEqual(UNAUTHENTICATED);
    expect((await theirs.get("/sessions")).status).toBe(200);
    expect(fields(await writer.get("/account/tokens"))["tokens"]).toEqual([]);
    expect((await writer.send("DELETE", "/account/tokens")).status).toBe(204);
  });

  test("may be a request's that was let in before it ended: nothing is done for it", async () => {
    const token = await made("propose");
    const { token_id } = token;
    // As an edge that has looked the token up, and asks for the operation now.
    await owner`update account_tokens set ended_at = now() where token_id = ${token_id}`;
    const [row] = await owner<{ account_id: string }[]>`
      select account_id from genesis_sessions where session_id = ${session}`;
    const commands = JSON.stringify([
      {
        account: row?.account_id,
        token_sid: token_id,
        session,
        type: "SAVE_CANDIDATE",
        payload: CONTENT,
      },
    ]);
    const [answer] =
      await owner`select genesis.accept_commands(${commands}::text::jsonb) as answers`;
    expect(answer?.["answers"]).toEqual([{ outcome: "SIGNED_OUT" }]);
  });

  test("ends with the browser that made it, and with its account", async () => {
    const phone = new ApiClient(edge.url);
    await phone.get("/sessions");
    const { code } = fields(await writer.post("/account/device-codes", {}));
    expect((await phone.post("/account/join", { code })).status).toBe(200);
    const token = await made("read", phone);
    const { browsers } = fields(await phone.get("/account/browsers"));
    const own = Array.isArray(browsers) ? browsers.find((one) => Object(one).is_current) : null;
    const browser = `/account/browsers/${String(Object(own).browser_id)}`;
    expect((await writer.send("DELETE", browser)).status).toBe(204);
    expect(problemOf(await program(token).get("/sessions"))).toEqual(UNAUTHENTICATED);

    const leaving = new ApiClient(edge.url);
    await leaving.createSession();
    const left = await made("full", leaving);
    expect((await leaving.send("DELETE", "/account")).status).toBe(204);
    expect(problemOf(await program(left).get("/sessions"))).toEqual(UNAUTHENTICATED);
  });
});

function authorize(token: string) {
  return { authorization: { authorization: `Bearer ${token}` } };
}
