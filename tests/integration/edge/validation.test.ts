/** What a request may hold: bodies, queries, headers and payloads that break their schema. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { StartedEdge } from "../../../edge/start-edge.ts";
import { createDatabase, type TestDatabase } from "../../provision/postgres.ts";
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

const commands = (id: string) => `/sessions/${id}/commands`;

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

  test("of more objects than any content has is refused before its schema looks at each", async () => {
    const content = { threads: Array.from({ length: 60 }, () => Array(1_400).fill({})) };
    const refused = await client.command(session, "SAVE_CANDIDATE", {
      stage: "STORY_CONCEPTION",
      content,
    });
    expect(fields(refused)["issues"]).toEqual([
      { path: "", message: "has more than 4096 objects" },
    ]);
    const keys = Object.fromEntries(Array.from({ length: 20_000 }, (_, n) => [`k${n}`, 1]));
    const unknown = await client.command(session, "SUBMIT_IDEA", { idea: "x", ...keys });
    expect(unknown.status).toBe(422);
    expect(unknown.text.length).toBeLessThan(2_000);
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

  test("?search takes 1 to 200 code points, and no NUL", async () => {
    const search = (text: string) => client.get(`/sessions?search=${encodeURIComponent(text)}`);
    expect((await search("🌊".repeat(200))).status).toBe(200);
    for (const text of ["", "a\u0000b", "🌊".repeat(201)]) {
      const answer = await search(text);
      expect(problemOf(answer)).toEqual({ status: 422, code: "VALIDATION_FAILED" });
      expect(fields(answer).issues).toEqual([{ path: "?search", message: expect.any(String) }]);
    }
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
    const characters = (words: string) => ({
      stage: "CHARACTERS",
      content: {
        ...head(),
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

function head() {
  const { title, logline, facts, why, open_questions } = conceptContent("t");
  return { title, logline, facts, why, open_questions };
}

function character(name: string, words: string) {
  return {
    name,
    weight: "major",
    presence: words,
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

describe("a minor character", () => {
  const saved = (weight: string) =>
    client.command(session, "SAVE_CANDIDATE", {
      stage: "CHARACTERS",
      content: {
        ...head(),
        characters: ["Ada", "Ben"].map((name) => ({
          ...{ name, weight, role: "r", sign: "s", want: "w" },
        })),
      },
    });

  test("needs a name, a role, a sign and a want; another one a voice, and whatever makes a person", async () => {
    expect((await saved("minor")).status).toBe(200);
    const refused = await saved("major");
    expect(problemOf(refused)).toEqual({ status: 422, code: "VALIDATION_FAILED" });
    const paths = ["age", "presence", "need", "strength", "flaw", "voice"];
    expect(fields(refused).issues).toEqual(
      expect.arrayContaining(
        paths.map((key) => ({
          path: `/payload/content/characters/1/${key}`,
          message: "needed unless weight is minor",
        })),
      ),
    );
  });
});
