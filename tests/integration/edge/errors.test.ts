/** The contract's error table, row by row and in its order. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { StartedEdge } from "../../../edge/start-edge.ts";
import { whileDiskIsFull } from "../../provision/full-disk.ts";
import { createDatabase, type TestDatabase } from "../../provision/postgres.ts";
import { connectAs } from "../sql/session-fixture.ts";
import { ApiClient, fields, problemOf } from "./client.ts";
import { startTestEdge } from "./test-edge.ts";
import { promisedMs } from "../../provision/patience-ms.ts";

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
      const askedAt = performance.now();
      const busy = await client.command(mine, "REQUEST_INSPIRATION", {}, key);
      expect(performance.now() - askedAt).toBeLessThan(promisedMs(4_000));
      expect(problemOf(busy)).toEqual({ status: 503, code: "UNAVAILABLE" });
      expect(Number(busy.headers.get("retry-after"))).toBeGreaterThan(0);
    });
    await service.end();
    expect((await client.command(mine, "REQUEST_INSPIRATION", {}, key)).status).toBe(202);
  });
});

test("a disk without room is 503 that says so, every read is answered, and the retry goes through", async () => {
  const mine = await client.createSession();
  const key = { "idempotency-key": "once there is room" };
  await whileDiskIsFull(database.url, async () => {
    const full = await client.command(mine, "REQUEST_INSPIRATION", {}, key);
    expect(problemOf(full)).toEqual({ status: 503, code: "UNAVAILABLE" });
    expect(fields(full)["reason"]).toBe("DISK_FULL");
    expect(Number(full.headers.get("retry-after"))).toBeGreaterThan(0);
    expect((await client.get(`/sessions/${mine}/state`)).status).toBe(200);
  });
  expect((await client.command(mine, "REQUEST_INSPIRATION", {}, key)).status).toBe(202);
});

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
      // Not those of the connection: Deno closes one here and there.
      const compared = [...headers].filter(
        ([name]) => !["date", "connection", "keep-alive"].includes(name),
      );
      return JSON.stringify([status, text, compared]);
    });
    expect(new Set(told).size).toBe(1);
    expect(problemOf(answers[0] ?? (await client.get("/sessions")))).toEqual({
      status: 404,
      code: "NOT_FOUND",
    });
  });

  test("an unknown path of the API, whatever the method", async () => {
    for (const [method, path] of [
      ["GET", "/api/nothing"],
      ["POST", "/api/nothing"],
      ["GET", "/sessions/%ff/state"],
    ] as const) {
      expect(problemOf(await client.send(method, path)).code).toBe("NOT_FOUND");
    }
  });
});
