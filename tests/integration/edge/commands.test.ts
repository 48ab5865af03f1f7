/** Commands over HTTP: one round trip, one effect, and no trace of one that failed. */
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { commandCompleted, commandReceived } from "#shared/http/http.ts";
import { sessionState } from "#shared/session/state.ts";
import type { StartedEdge } from "../../../edge/start-edge.ts";
import { createDatabase, type TestDatabase } from "../../provision/postgres.ts";
import { ApiClient, fields, problemOf } from "./client.ts";
import { conceptContent, storyContent } from "./contents.ts";
import { EventStream } from "./event-stream.ts";
import { startTestEdge } from "./test-edge.ts";
import { startWireCounter } from "./wire-counter.ts";

let database: TestDatabase;
let edge: StartedEdge;
let client: ApiClient;
let owner: postgres.Sql;

beforeAll(async () => {
  database = await createDatabase();
  owner = postgres(database.url, { max: 2, onnotice: () => {} });
  edge = await startTestEdge(database.url);
  client = new ApiClient(edge.url);
});
afterAll(async () => {
  await edge.stop();
  await owner.end();
  await database.drop();
});

const TABLES = ["command_inbox", "domain_events", "event_outbox", "async_tasks"] as const;

async function rowCounts(session: string): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const table of TABLES) {
    const [row] = await owner<{ n: number }[]>`
      select count(*)::int as n from ${owner(table)} where session_id = ${session}`;
    counts[table] = row?.n ?? 0;
  }
  return counts;
}

async function stateOf(session: string) {
  return sessionState.parse(JSON.parse((await client.get(`/sessions/${session}/state`)).text));
}

test("a command that starts background work is 202, one that is done at once is 200", async () => {
  const session = await client.createSession();
  const started = await client.command(session, "SUBMIT_IDEA", { idea: "A bell under water" });
  expect(started.status).toBe(202);
  expect(commandReceived.parse(fields(started)).version).toBe(2);
  const saved = await client.command(session, "SAVE_CANDIDATE", {
    stage: "CONCEPT_SELECTION",
    content: conceptContent("Mine"),
  });
  expect(saved.status).toBe(200);
  const { result } = commandCompleted.parse(fields(saved));
  const { working } = (await stateOf(session)).stages.CONCEPT_SELECTION;
  expect(working).toMatchObject(result);
});

test("the state is of the documented shape at every step", async () => {
  const session = await client.createSession();
  await stateOf(session);
  await client.command(session, "REQUEST_INSPIRATION", { genre: "mystery" });
  expect((await stateOf(session)).is_pending).toBe(true);
  await client.command(session, "CANCEL_GENERATION");
  expect((await stateOf(session)).is_pending).toBe(false);
});

test("items of a written content get ids, and keep them when they are saved again", async () => {
  const session = await client.createSession();
  const save = (content: object) =>
    client.command(session, "SAVE_CANDIDATE", { stage: "STORY_CONCEPTION", content });
  expect((await save(storyContent())).status).toBe(200);
  const contentOf = async () => {
    const { proposals } = (await stateOf(session)).stages.STORY_CONCEPTION;
    return proposals.at(-1)?.candidates[0]?.content ?? {};
  };
  const first = await contentOf();
  const id = expect.stringMatching(/./);
  const [thread] = storyContent().threads;
  const clues = thread?.clues.map((clue) => ({ ...clue, id }));
  expect(first.threads).toEqual([{ ...thread, clues, id }]);
  await save(first);
  expect(await contentOf()).toEqual(first);
});

describe("of many at once", () => {
  test("exactly one of fifty equal commands is accepted", async () => {
    const session = await client.createSession();
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => client.command(session, "REQUEST_INSPIRATION")),
    );
    const accepted = answers.filter((answer) => answer.status === 202);
    expect(accepted).toHaveLength(1);
    const { command_id } = fields(accepted[0] ?? answers[0] ?? (await client.get("/sessions")));
    for (const answer of answers.filter((other) => other.status !== 202)) {
      expect(problemOf(answer)).toEqual({ status: 409, code: "DUPLICATE_COMMAND" });
      expect(fields(answer).duplicate_command_id).toBe(command_id);
    }
    expect(await rowCounts(session)).toEqual({
      command_inbox: 1,
      domain_events: 2,
      event_outbox: 2,
      async_tasks: 1,
    });
  });

  test("twenty with one key have one effect and one answer", async () => {
    const session = await client.createSession();
    const key = { "idempotency-key": "the same press" };
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => client.command(session, "SUBMIT_IDEA", { idea: "x" }, key)),
    );
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    const replays = answers.filter(
      (answer) => answer.headers.get("idempotency-replayed") === "true",
    );
    expect(replays).toHaveLength(19);
    expect((await stateOf(session)).version).toBe(2);
  });
});

describe("an Idempotency-Key", () => {
  test("replays the first answer whatever happened since, and writes nothing", async () => {
    const session = await client.createSession();
    const key = { "idempotency-key": "k" };
    const send = (body: string) =>
      client.send("POST", `/sessions/${session}/commands`, { body, headers: key });
    const first = await send('{"command_type":"SUBMIT_IDEA","payload":{"idea":"x"}}');
    await client.command(session, "CANCEL_GENERATION");
    const before = await rowCounts(session);
    // An equal JSON value: other order, other escapes, other space.
    const again = await send(
      ' { "payload": { "idea": "\\u0078" }, "command_type": "SUBMIT_IDEA" }',
    );
    expect([again.status, again.text]).toEqual([first.status, first.text]);
    expect(again.headers.get("idempotency-replayed")).toBe("true");
    expect(await rowCounts(session)).toEqual(before);
  });

  test("that was refused stays free", async () => {
    const session = await client.createSession();
    const key = { "idempotency-key": "k" };
    expect((await client.command(session, "FINISH_GENESIS", {}, key)).status).toBe(409);
    expect((await client.command(session, "REQUEST_INSPIRATION", {}, key)).status).toBe(202);
  });

  test("is the session's for commands and the account's for sessions", async () => {
    const key = { "idempotency-key": "shared" };
    const one = await client.post("/sessions", { title: "one" }, key);
    const replayed = await client.post("/sessions", { title: "one" }, key);
    expect([replayed.status, replayed.text]).toEqual([201, one.text]);
    expect(replayed.headers.get("location")).toBe(one.headers.get("location"));
    expect(replayed.headers.get("idempotency-replayed")).toBe("true");
    const other = await client.post("/sessions", { title: "two" }, key);
    expect(problemOf(other)).toEqual({ status: 422, code: "IDEMPOTENCY_KEY_REUSED" });
    const stranger = new ApiClient(edge.url);
    expect((await stranger.post("/sessions", { title: "two" }, key)).status).toBe(201);
    for (const session of [await client.createSession(), await client.createSession()]) {
      expect((await client.command(session, "REQUEST_INSPIRATION", {}, key)).status).toBe(202);
    }
  });
});

describe("the state's ETag", () => {
  test("answers 304 until anything in the body changes", async () => {
    const session = await client.createSession();
    const path = `/sessions/${session}/state`;
    const first = await client.get(path);
    const etag = first.headers.get("etag") ?? "";
    expect(etag).toMatch(/^"[\w-]+"$/);
    for (const header of [etag, `W/${etag}`, `"other", ${etag}`, "*"]) {
      const same = await client.get(path, { "if-none-match": header });
      expect([same.status, same.text, same.headers.get("etag")]).toEqual([304, "", etag]);
    }
    await client.command(session, "REQUEST_INSPIRATION");
    const changed = await client.get(path, { "if-none-match": etag });
    expect(changed.status).toBe(200);
    expect(changed.headers.get("etag")).not.toBe(etag);
  });
});

test.each(TABLES)(
  "a command whose insert into %s fails leaves no row and no version",
  async (table) => {
    const session = await client.createSession();
    const before = await rowCounts(session);
    await owner.unsafe(`create function public.refuse() returns trigger language plpgsql as $$
    begin raise exception 'the inside of the database'; end $$;
    create trigger refuse before insert on ${table} execute function public.refuse()`);
    const answer = await client.command(session, "REQUEST_INSPIRATION");
    await owner.unsafe(`drop function public.refuse cascade`);
    expect(problemOf(answer)).toEqual({ status: 500, code: "INTERNAL" });
    expect(fields(answer).request_id).toMatch(/^[0-9a-f-]{36}$/);
    expect(answer.text).not.toContain("inside");
    expect(await rowCounts(session)).toEqual(before);
    expect((await stateOf(session)).version).toBe(1);
    expect((await client.command(session, "REQUEST_INSPIRATION")).status).toBe(202);
  },
);

describe.each([
  ["directly", false],
  ["through a transaction pooler", true],
])("connected %s", (_, isPooled) => {
  test("each operation is one statement, and runs as the app's role", async () => {
    await using wire = await startWireCounter(database.url);
    const direct = isPooled ? `${database.url}?direct` : wire.url;
    const counted = await startTestEdge(wire.url, { databaseDirectUrl: direct });
    const asked = new ApiClient(counted.url);
    const session = await asked.createSession();
    const concept = { stage: "CONCEPT_SELECTION", content: conceptContent("t") };
    const operations: [string, () => Promise<unknown>][] = [
      ["create_session", () => asked.post("/sessions", {})],
      ["list_sessions", () => asked.get("/sessions")],
      ["session_state", () => asked.get(`/sessions/${session}/state`)],
      ["list_proposals", () => asked.get(`/sessions/${session}/proposals`)],
      ["list_events", () => asked.get(`/sessions/${session}/events`)],
      ["list_novels", () => asked.get("/novels")],
      ["get_novel", () => asked.get(`/novels/${session}`)],
      ["accept_commands", () => asked.command(session, "REQUEST_INSPIRATION")],
      ["accept_commands", () => asked.command(session, "REQUEST_INSPIRATION")],
      ["accept_commands", () => asked.command(session, "SAVE_CANDIDATE", concept)],
      ["accept_commands", () => asked.command(session, "CANCEL_GENERATION")],
    ];
    const background =
      /genesis\.(ended_credentials|see_browsers|beat|wake|installation|parts|events_since|live_progress)\(|^listen|pg_notify/i;
    for (const [name, operation] of operations) {
      const from = wire.executed.length;
      await operation();
      const statements = wire.executed.slice(from).filter((sql) => !background.test(sql));
      expect(statements).toEqual([expect.stringContaining(`genesis.${name}(`)]);
    }
    await counted.stop();
  });
});

test("the edge serves again by itself after its connections were cut", async () => {
  await using wire = await startWireCounter(database.url);
  const cutOff = await startTestEdge(wire.url);
  const asked = new ApiClient(cutOff.url);
  const session = await asked.createSession();
  await wire.cut();
  const away = await asked.get(`/sessions/${session}/state`);
  expect(problemOf(away)).toEqual({ status: 503, code: "UNAVAILABLE" });
  await wire.restore();
  await expect.poll(async () => (await asked.get(`/sessions/${session}/state`)).status).toBe(200);
  await cutOff.stop();
});

test("connections that went silent are left behind, for requests and for streams", async () => {
  await using wire = await startWireCounter(database.url);
  const served = await startTestEdge(wire.url);
  const asked = new ApiClient(served.url);
  const session = await asked.createSession();
  const path = `${served.url}/api/v1/genesis/sessions/${session}/events/stream`;
  const stream = await EventStream.open(path, { cookie: asked.cookie ?? "" });
  await expect.poll(() => stream.blocks.length).toBe(2);
  wire.silence();
  const away = await asked.get(`/sessions/${session}/state`);
  expect(problemOf(away)).toEqual({ status: 503, code: "UNAVAILABLE" });
  await expect
    .poll(async () => (await asked.command(session, "REQUEST_INSPIRATION")).status)
    .toBe(202);
  await expect.poll(() => stream.versions).toEqual([2]);
  await expect
    .poll(async () => (await fetch(`${served.url}/metrics`)).text())
    .toMatch(/genesis_listener_replaced_total [1-9]/);
  await stream.close();
  await served.stop();
});
