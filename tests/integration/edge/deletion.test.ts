/** Deleting over HTTP: streams end, other edges hear of it, and the record says who it was. */
import postgres, { type Sql } from "postgres";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import type { StartedEdge } from "../../../edge/start-edge.ts";
import { createDatabase, type TestDatabase } from "../../provision/postgres.ts";
import { ApiClient, problemOf } from "./client.ts";
import { startTestEdge } from "./test-edge.ts";

let database: TestDatabase;
let owner: Sql;
let edge: StartedEdge;
let other: StartedEdge;
let writer: ApiClient;
let session: string;

beforeAll(async () => {
  database = await createDatabase();
  owner = postgres(database.url, { max: 2, onnotice: () => {} });
  [edge, other] = await Promise.all([startTestEdge(database.url), startTestEdge(database.url)]);
});
afterAll(async () => {
  await Promise.all([owner.end(), edge.stop(), other.stop()]);
  await database.drop();
});
beforeEach(async () => {
  writer = new ApiClient(edge.url);
  session = await writer.createSession();
});

/** A stream's whole text, once it has ended. */
async function streamOf(url: string, cookie: string | null): Promise<Promise<string>> {
  const answer = await fetch(`${url}/api/v1/genesis/sessions/${session}/events/stream`, {
    headers: cookie === null ? {} : { cookie },
  });
  expect(answer.status).toBe(200);
  return answer.text();
}

test("a deleted session's streams end on every edge, behind the event that says so", async () => {
  const streams = [streamOf(edge.url, writer.cookie), streamOf(other.url, writer.cookie)];
  expect((await writer.command(session, "REQUEST_INSPIRATION")).status).toBe(202);
  const elsewhere = new ApiClient(other.url, writer.cookie);
  expect((await writer.send("DELETE", `/sessions/${session}`)).status).toBe(204);
  expect(problemOf(await elsewhere.get(`/sessions/${session}/state`)).code).toBe("NOT_FOUND");
  for (const stream of streams) {
    const text = await stream;
    expect(text).toContain("event: genesis.command.cancelled");
    expect(text.trim().split("\n\n").at(-1)).toContain("event: genesis.session.deleted");
  }
  expect(problemOf(await writer.send("DELETE", `/sessions/${session}`)).code).toBe("NOT_FOUND");
  expect((await elsewhere.send("POST", `/sessions/${session}/restore`)).status).toBe(204);
  expect((await writer.get(`/sessions/${session}/state`)).status).toBe(200);
});

test("neither is a stranger's site to ask for", async () => {
  const headers = { "sec-fetch-site": "cross-site" };
  for (const [method, path] of [
    ["DELETE", `/sessions/${session}`],
    ["POST", `/sessions/${session}/restore`],
    ["DELETE", "/account"],
  ] as const) {
    expect(problemOf(await writer.send(method, path, { headers })).code).toBe("CSRF_REJECTED");
  }
});

test("a deleted account is signed out on every edge: its cookie, its streams, its sessions", async () => {
  const stream = streamOf(other.url, writer.cookie);
  const { cookie } = writer;
  const answer = await writer.send("DELETE", "/account");
  expect(answer.status).toBe(204);
  expect(answer.headers.getSetCookie().join()).toContain("Max-Age=0");
  await stream;
  const old = new ApiClient(edge.url, cookie);
  expect(problemOf(await old.post("/sessions", {})).code).toBe("UNAUTHENTICATED");
  const elsewhere = new ApiClient(other.url, cookie);
  // What was its own is out of sight in the database at once, and the edge is told of the rest.
  expect((await elsewhere.get(`/sessions/${session}/state`)).status).toBeGreaterThanOrEqual(401);
  expect(problemOf(await elsewhere.post("/sessions", {})).code).toBe("UNAUTHENTICATED");
  await vi.waitFor(async () => {
    expect((await elsewhere.get("/sessions")).status).toBe(401);
  });
});

test("the audit record has who it was, from where, and nothing that was written", async () => {
  const [account] = await owner<{ id: string }[]>`
    select account_id as id from genesis_sessions where session_id = ${session}`;
  const recorded = () => owner`
    select action, actor, subject, address, client from audit_log
    where account_id = ${account?.id ?? ""} order by audit_id`;
  // A browser that comes with its cookie is noted behind the requests, within a second.
  expect((await writer.get("/sessions")).status).toBe(200);
  await expect.poll(async () => (await recorded()).length, { timeout: 10_000 }).toBe(2);
  await writer.send("DELETE", `/sessions/${session}`);
  await writer.send("POST", `/sessions/${session}/restore`);
  await writer.send("DELETE", "/account");
  const entries = await recorded();
  const [, seen] = entries;
  const from = { actor: "writer", address: "127.0.0.1", client: "program" };
  expect(entries.map((entry) => ({ ...entry }))).toEqual([
    { action: "account.created", subject: "local", ...from },
    {
      action: "sign_in.started",
      actor: "service",
      subject: seen?.["subject"],
      address: null,
      client: null,
    },
    { action: "session.deleted", subject: session, ...from },
    { action: "session.restored", subject: session, ...from },
    { action: "session.deleted", subject: session, ...from },
    { action: "account.deleted", subject: "local", ...from },
  ]);
});

test("what is refused is recorded when its minute is over, counted, without naming what it is not", async () => {
  const browser = { "user-agent": "Mozilla/5.0 (X11; rv:140.0) Gecko/20100101 Firefox/140.0" };
  const forger = new ApiClient(edge.url, `${writer.cookie ?? ""}x`);
  for (let times = 0; times < 3; times += 1) {
    expect((await forger.get("/account", browser)).status).toBe(401);
  }
  await writer.send("DELETE", "/account", {
    headers: { ...browser, "sec-fetch-site": "cross-site" },
  });
  await edge.stop();
  const [account] = await owner<{ id: string }[]>`
    select account_id as id from genesis_sessions where session_id = ${session}`;
  const entries = await owner`
    select account_id, action, times from audit_log
    where action like 'refused.%' and client = 'firefox'
      and (account_id is null or account_id = ${account?.id ?? ""})`;
  edge = await startTestEdge(database.url);
  expect(entries.map((entry) => ({ ...entry }))).toEqual(
    expect.arrayContaining([
      { account_id: null, action: "refused.credential", times: 3 },
      { account_id: account?.id, action: "refused.cross_site", times: 1 },
    ]),
  );
});

test("so are quotas, and guesses that have to wait", async () => {
  const free = { count: 1_000, windowSeconds: 60 };
  const rate = { account: free, address: free };
  const rates = { commands: rate, generation: rate, streams: rate, reads: rate, written: rate };
  const limited = await startTestEdge(database.url, {
    limits: {
      rates,
      openConnections: 100,
      openSessions: 1,
      storedBytes: 1_000_000_000,
      openStreams: { account: 0, address: 100 },
      redis: null,
    },
  });
  const hers = new ApiClient(limited.url);
  const own = await hers.createSession();
  const guess = async () => (await hers.post("/account/join", { code: "AAAA-AAAA" })).status;
  expect((await hers.post("/sessions", {})).status).toBe(429);
  expect((await hers.get(`/sessions/${own}/events/stream`)).status).toBe(429);
  for (let n = 0; n < 5; n += 1) expect(await guess()).toBe(404);
  expect(await guess()).toBe(429);
  await limited.stop();
  const counted = await owner<{ action: string; times: number }[]>`
    select action, times from audit_log
    where action like 'refused.%' and account_id = (
      select account_id from genesis_sessions where session_id = ${own})
    order by action`;
  expect(counted.map(({ action, times }) => [action, times])).toEqual([
    ["refused.code", 5],
    ["refused.rate", 3],
  ]);
});
