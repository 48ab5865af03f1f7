/** The contract's error table, row by row and in its order. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { StartedEdge } from "../../../edge/start-edge.ts";
import { createDatabase, type TestDatabase } from "../../provision/postgres.ts";
import { connectAs } from "../sql/session-fixture.ts";
import { ApiClient, fields, problemOf } from "./client.ts";
import { conceptContent } from "./contents.ts";
import { startTestEdge } from "./test-edge.ts";

let database: TestDatabase;
let edge: StartedEdge;
let client: ApiClient;
let session: string;

beforeAll(async () => {
  database = await createDatabase();
  edge = await startTestEdge(database.url);
  client = new ApiClient(edge.url);
  session = await client.createSession();
});
afterAll(async () => {
  await edge.stop();
  await database.drop();
});

const OTHER_SITE = { origin: "https://elsewhere.example" };
const UNKNOWN = "01890000-0000-7000-8000-000000000000";
const commands = (id: string) => `/sessions/${id}/commands`;

describe("the first error that applies is the one that is told", () => {
  /** Each request breaks one rule more than the one below it. */
  const wrongType = { ...OTHER_SITE, "content-type": "text/plain" };
  const tooLarge = "x".repeat(256 * 1024 + 1);
  const invalid = JSON.stringify({ command_type: "NOT_A_COMMAND" });
  test.each([
    ["no account", null, wrongType, tooLarge, 401, "UNAUTHENTICATED"],
    ["another site", "own", wrongType, tooLarge, 403, "CSRF_REJECTED"],
    [
      "media type",
      "own",
      { "content-type": "text/plain" },
      tooLarge,
      415,
      "UNSUPPORTED_MEDIA_TYPE",
    ],
    ["size", "own", {}, tooLarge, 413, "PAYLOAD_TOO_LARGE"],
    ["JSON", "own", {}, "{", 400, "MALFORMED_JSON"],
    ["schema", "own", {}, invalid, 422, "VALIDATION_FAILED"],
    ["id", "own", {}, JSON.stringify({ command_type: "REQUEST_INSPIRATION" }), 404, "NOT_FOUND"],
  ])("%s", async (_, account, headers, body, status, code) => {
    const asked = new ApiClient(edge.url);
    asked.cookie = account === null ? null : client.cookie;
    const answer = await asked.send("POST", commands("not-a-uuid"), {
      body,
      headers: { ...headers },
    });
    expect(problemOf(answer)).toEqual({ status, code });
  });

  test("a key used with another body comes before the session's state", async () => {
    const mine = await client.createSession();
    const key = { "idempotency-key": "once" };
    await client.command(mine, "SUBMIT_IDEA", { idea: "a" }, key);
    const other = await client.command(mine, "SUBMIT_IDEA", { idea: "b" }, key);
    expect(problemOf(other)).toEqual({ status: 422, code: "IDEMPOTENCY_KEY_REUSED" });
  });

  test("duplicate, busy, version conflict, not allowed, an unknown proposal", async () => {
    const mine = await client.createSession();
    const version = { expected_version: 99 };
    const first = fields(await client.command(mine, "REQUEST_INSPIRATION"));
    const send = (command_type: string, payload: object, more: object) =>
      client.post(commands(mine), { command_type, payload, ...more });
    const proposal = { proposal_id: UNKNOWN, candidate_id: UNKNOWN };

    const duplicate = await send("REQUEST_INSPIRATION", {}, version);
    expect(problemOf(duplicate)).toEqual({ status: 409, code: "DUPLICATE_COMMAND" });
    expect(fields(duplicate).duplicate_command_id).toBe(first.command_id);

    const busy = await send("CONFIRM_STAGE", proposal, version);
    expect(problemOf(busy)).toEqual({ status: 409, code: "SESSION_BUSY" });
    expect(fields(busy).pending_command_id).toBe(first.command_id);

    await client.command(mine, "CANCEL_GENERATION");
    const conflict = await send("CONFIRM_STAGE", proposal, version);
    expect(problemOf(conflict)).toEqual({ status: 409, code: "VERSION_CONFLICT" });
    expect(fields(conflict).version).toBe(3);

    const notAllowed = await send("FINISH_GENESIS", {}, {});
    expect(problemOf(notAllowed)).toEqual({ status: 409, code: "COMMAND_NOT_ALLOWED" });
    expect(fields(notAllowed).available_commands).toContain("REQUEST_INSPIRATION");

    const unknown = await send("SELECT_CANDIDATE", proposal, {});
    expect(problemOf(unknown)).toEqual({ status: 422, code: "VALIDATION_FAILED" });
    expect(fields(unknown).issues).toEqual([
      { path: expect.stringMatching(/^\/payload\//), message: expect.any(String) },
    ]);
  });

  test("a session that is locked elsewhere is 503 within seconds, and the retry is safe", async () => {
    const mine = await client.createSession();
    const service = connectAs(database.url, "genesis_service");
    const key = { "idempotency-key": "again" };
    await service.begin(async (sql) => {
      await sql`select from genesis_sessions where session_id = ${mine} for update`;
      const busy = await client.command(mine, "REQUEST_INSPIRATION", {}, key);
      expect(problemOf(busy)).toEqual({ status: 503, code: "UNAVAILABLE" });
      expect(Number(busy.headers.get("retry-after"))).toBeGreaterThan(0);
    });
    await service.end();
    expect((await client.command(mine, "REQUEST_INSPIRATION", {}, key)).status).toBe(202);
  });
});

describe("a body", () => {
  const post = (body: string | ReadableStream, headers: Record<string, string> = {}) =>
    client.send("POST", "/sessions", { body, headers });

  test("of exactly 256 KiB is read, one byte more is not", async () => {
    const filled = (size: number) => `{"title":"x"${" ".repeat(size - 13)}}`;
    expect(filled(20)).toHaveLength(20);
    expect((await post(filled(256 * 1024))).status).toBe(201);
    expect(problemOf(await post(filled(256 * 1024 + 1)))).toMatchObject({ status: 413 });
  });

  test("of unknown length is counted while it comes", async () => {
    const chunk = new TextEncoder().encode(" ".repeat(64 * 1024));
    const chunked = (chunks: number) =>
      new ReadableStream({
        pull(controller) {
          if (chunks === 0) {
            controller.enqueue(new TextEncoder().encode("{}"));
            controller.close();
          } else {
            chunks -= 1;
            controller.enqueue(chunk);
          }
        },
      });
    expect((await post(chunked(3))).status).toBe(201);
    expect(problemOf(await post(chunked(4)))).toMatchObject({ code: "PAYLOAD_TOO_LARGE" });
    expect(problemOf(await post(chunked(100)))).toMatchObject({ code: "PAYLOAD_TOO_LARGE" });
  });

  test.each([
    ["nothing", ""],
    ["half a JSON", '{"title":'],
    ["two JSONs", "{}{}"],
  ])("with %s is malformed", async (_, body) => {
    expect(problemOf(await post(body))).toEqual({ status: 400, code: "MALFORMED_JSON" });
  });

  test("that is not UTF-8 is malformed", async () => {
    const body = new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]);
    const answer = await client.send("POST", "/sessions", { body });
    expect(problemOf(answer)).toEqual({ status: 400, code: "MALFORMED_JSON" });
  });

  test.each([
    ["text/plain"],
    ["application/x-www-form-urlencoded"],
    ["application/json; charset=utf-16"],
  ])("as %s is not this route's", async (type) => {
    const answer = await post("{}", { "content-type": type });
    expect(problemOf(answer)).toEqual({ status: 415, code: "UNSUPPORTED_MEDIA_TYPE" });
  });

  test.each([
    ["a NUL", String.raw`{"title":"a\u0000b"}`, "/title"],
    ["a lone surrogate", String.raw`{"title":"a\ud800"}`, "/title"],
    ["a lone surrogate in a key", String.raw`{"\udc00":1}`, "/\ufffd"],
    ["nesting beyond 64", `{"title":${"[".repeat(64)}${"]".repeat(64)}}`, expect.any(String)],
    ["100,000 brackets", "[".repeat(100_000) + "]".repeat(100_000), expect.any(String)],
    ["another type", "[]", ""],
    ["an unknown member", '{"tittle":"x"}', ""],
    ["a __proto__", '{"__proto__":{"title":"x"}}', ""],
    ["a title of 201 characters", JSON.stringify({ title: "字".repeat(201) }), "/title"],
    ["an unknown language", '{"language":"fr"}', "/language"],
  ])("with %s breaks its schema", async (_, body, path) => {
    const answer = await post(body);
    expect(problemOf(answer)).toEqual({ status: 422, code: "VALIDATION_FAILED" });
    expect(fields(answer).issues).toContainEqual({ path, message: expect.any(String) });
  });

  test("counts code points: 200 emoji are a title", async () => {
    expect((await post(JSON.stringify({ title: "🌊".repeat(200) }))).status).toBe(201);
  });
});

describe("a query or a header", () => {
  const garbage = [
    "x",
    "",
    btoa("x"),
    btoa("2026-02-30 00:00:00+00|01890000-0000-7000-8000-000000000000"),
    btoa("0000-01-01 00:00:00+00|01890000-0000-7000-8000-000000000000"),
    btoa("2026-01-01 24:00:00+00|01890000-0000-7000-8000-000000000000"),
    btoa("2026-01-01 00:00:00+99|01890000-0000-7000-8000-000000000000"),
    "' or 1=1",
  ].map((cursor) => `before=${encodeURIComponent(cursor.replace(/=+$/, ""))}`);
  test.each([
    ...["0", "501", "-1", "1.5", "1e2", "", "x", "99999999999999999999"].map((n) => `limit=${n}`),
    ...garbage,
  ])("?%s of a list is refused", async (query) => {
    for (const path of ["/sessions", "/novels", `/sessions/${session}/proposals`]) {
      const answer = await client.get(`${path}?${query}`);
      expect(problemOf(answer)).toEqual({ status: 422, code: "VALIDATION_FAILED" });
    }
  });

  test.each(["after=x", "after=-1", "after=2147483648", "limit=0"])(
    "?%s of the log is refused",
    async (query) => {
      const answer = await client.get(`/sessions/${session}/events?${query}`);
      expect(problemOf(answer)).toEqual({ status: 422, code: "VALIDATION_FAILED" });
    },
  );

  test("?stage takes a stage", async () => {
    const answer = await client.get(`/sessions/${session}/proposals?stage=NOWHERE`);
    expect(fields(answer).issues).toEqual([{ path: "?stage", message: expect.any(String) }]);
  });

  test("an Idempotency-Key has at most 200 characters", async () => {
    const send = (length: number) =>
      client.post("/sessions", {}, { "idempotency-key": "k".repeat(length) });
    expect((await send(200)).status).toBe(201);
    expect(problemOf(await send(201))).toEqual({ status: 422, code: "VALIDATION_FAILED" });
  });

  test("expected_version beyond 32 bits is refused before SQL sees it", async () => {
    for (const expected_version of [-1, 1.5, 2_147_483_648, 1e300, "1"]) {
      const answer = await client.post(commands(session), {
        command_type: "REQUEST_INSPIRATION",
        expected_version,
      });
      expect(problemOf(answer)).toEqual({ status: 422, code: "VALIDATION_FAILED" });
    }
  });
});

describe("a payload", () => {
  test("names each wrong place by a pointer", async () => {
    const answer = await client.command(session, "SELECT_CANDIDATE", {
      proposal_id: "x",
      locked: ["no-pointer"],
    });
    const { issues } = fields(answer);
    expect(issues).toEqual(
      expect.arrayContaining([
        { path: "/payload/proposal_id", message: expect.any(String) },
        { path: "/payload/candidate_id", message: expect.any(String) },
        { path: "/payload/locked/0", message: expect.any(String) },
      ]),
    );
  });

  test("with a content is checked by its stage's schema", async () => {
    const answer = await client.command(session, "SAVE_CANDIDATE", {
      stage: "CONCEPT_SELECTION",
      content: { ...conceptContent("t"), tone: " ", surprise: 1 },
    });
    expect(problemOf(answer)).toEqual({ status: 422, code: "VALIDATION_FAILED" });
    expect(fields(answer).issues).toEqual(
      expect.arrayContaining([{ path: "/payload/content/tone", message: expect.any(String) }]),
    );
  });

  test("holds a content of at most 192 KiB", async () => {
    const { title, logline, facts, why, open_questions } = conceptContent("t");
    const characters = (words: string) => ({
      stage: "CHARACTERS",
      content: {
        title,
        logline,
        facts,
        why,
        open_questions,
        characters: Array.from({ length: 12 }, (_, n) => character(`c${n}`, words)),
        relations: [],
      },
    });
    const fits = await client.command(session, "SAVE_CANDIDATE", characters("字".repeat(300)));
    expect(fits.status).toBe(200);
    const tooLarge = await client.command(session, "SAVE_CANDIDATE", characters("字".repeat(500)));
    expect(problemOf(tooLarge)).toEqual({ status: 422, code: "VALIDATION_FAILED" });
    expect(fields(tooLarge).issues).toEqual([
      { path: "/payload/content", message: expect.stringContaining("196608 bytes") },
    ]);
  });
});

function character(name: string, words: string) {
  return {
    name,
    aliases: [],
    role: words,
    age: "30",
    sign: words,
    want: words,
    need: words,
    misbelief: words,
    strength: words,
    flaw: words,
    secret: words,
    voice: { description: words, line: words },
    arc: { start: words, turn: words, end: words },
  };
}

describe("what is not there", () => {
  test("another account's session is the same answer as none, byte for byte", async () => {
    const stranger = new ApiClient(edge.url);
    await stranger.createSession();
    const answers = await Promise.all(
      [session, UNKNOWN, "not-a-uuid"].flatMap((id) => [
        stranger.get(`/sessions/${id}/state`),
        stranger.get(`/sessions/${id}/proposals`),
        stranger.get(`/sessions/${id}/events`),
        stranger.get(`/sessions/${id}/events/stream`),
        stranger.command(id, "REQUEST_INSPIRATION"),
        stranger.get(`/novels/${id}`),
      ]),
    );
    const told = answers.map(({ status, text, headers }) => {
      const compared = [...headers].filter(([name]) => name !== "date");
      return JSON.stringify([status, text, compared]);
    });
    expect(new Set(told).size).toBe(1);
    expect(problemOf(answers[0] ?? (await client.get("/sessions")))).toEqual({
      status: 404,
      code: "NOT_FOUND",
    });
  });

  test("an unknown path of the API, and another method on a known one", async () => {
    for (const [method, path] of [
      ["GET", "/api/nothing"],
      ["DELETE", "/sessions"],
      ["PUT", `/sessions/${session}/state`],
      ["GET", "/sessions/%ff/state"],
    ] as const) {
      expect(problemOf(await client.send(method, path)).code).toBe("NOT_FOUND");
    }
  });
});
