/** What arrives broken, late or never: each gets the contract's answer, and no other request suffers. */
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { API_BASE } from "#shared/http/http.ts";
import type { StartedEdge } from "../../../edge/start-edge.ts";
import { createDatabase, type TestDatabase } from "../../provision/postgres.ts";
import { ApiClient, problemOf } from "./client.ts";
import { type RawAnswer, sendRaw } from "./raw-http.ts";
import { startTestEdge } from "./test-edge.ts";

let database: TestDatabase;
let edge: StartedEdge;
let client: ApiClient;
let session: string;
const failures: unknown[] = [];

beforeAll(async () => {
  database = await createDatabase();
  const log = {
    info: () => {},
    warn: () => {},
    error: (...said: unknown[]) => failures.push(said),
  };
  edge = await startTestEdge(database.url, {}, { bodyDeadlineMs: 300, log });
  client = new ApiClient(edge.url);
  session = await client.createSession();
});
afterAll(async () => {
  await edge.stop();
  await database.drop();
  expect(failures).toEqual([]);
});

const head = (more: readonly string[]) =>
  [
    `POST ${API_BASE}/sessions/${session}/commands HTTP/1.1`,
    "Host: 127.0.0.1",
    `Cookie: ${client.cookie ?? ""}`,
    "Content-Type: application/json",
    ...more,
    "",
    "",
  ].join("\r\n");

function expectProblem(answer: RawAnswer, status: number, code: string): void {
  expect(answer.status).toBe(status);
  expect(answer.headers).toContain("content-type: application/problem+json");
  expect(answer.headers).toContain("content-security-policy");
  expect(JSON.parse(answer.body)).toMatchObject({ status, code });
}

const BODY = '{"command_type":"REQUEST_INSPIRATION"}';

describe("a body", () => {
  test("whose rest does not come in time is 408, and the connection ends", async () => {
    for (const more of [["Content-Length: 40"], ["Transfer-Encoding: chunked"]]) {
      const answer = await sendRaw(edge.url, [
        head(more),
        more[0]?.startsWith("T") ? "1\r\n{\r\n" : "{",
      ]);
      expectProblem(answer, 408, "REQUEST_TIMEOUT");
      expect(answer.headers).toContain("connection: close");
    }
  });

  test("that comes in many small pieces within the deadline is read", async () => {
    const pieces = BODY.split("").map((char) => `1\r\n${char}\r\n`);
    const answer = await sendRaw(edge.url, [
      head(["Transfer-Encoding: chunked"]),
      ...pieces,
      "0\r\n\r\n",
    ]);
    expect(answer.status).toBe(202);
    expect((await client.command(session, "CANCEL_GENERATION")).status).toBe(200);
  });

  test("whose chunks are none is 400", async () => {
    for (const chunk of ["zz\r\n{}\r\n", "2\r\n{}X\r\n", "-1\r\n"]) {
      const answer = await sendRaw(edge.url, [head(["Transfer-Encoding: chunked"]), chunk]);
      expectProblem(answer, 400, "MALFORMED_REQUEST");
    }
  });

  test("that breaks off changes nothing, and is no failure of the edge", async () => {
    const before = await client.get(`/sessions/${session}/state`);
    for (const more of [["Content-Length: 400"], ["Transfer-Encoding: chunked"]]) {
      await sendRaw(edge.url, [
        head(more),
        more[0]?.startsWith("T") ? `5\r\n${BODY.slice(0, 5)}\r\n` : BODY,
        null,
      ]).catch(() => {});
    }
    expect((await client.get(`/sessions/${session}/state`)).text).toBe(before.text);
  });

  test("with two lengths, or with a length and chunks, is 400: no request hides in another", async () => {
    for (const more of [
      ["Content-Length: 2", "Content-Length: 3"],
      ["Content-Length: 2", "Transfer-Encoding: chunked"],
    ]) {
      expectProblem(await sendRaw(edge.url, [head(more), "{}"]), 400, "MALFORMED_REQUEST");
    }
  });

  test.each(["gzip", "br", "deflate", "x-unknown", "gzip, identity"])(
    "that is compressed as %s is 415",
    async (encoding) => {
      const answer = await client.send("POST", "/sessions", {
        body: gzipSync("{}"),
        headers: { "content-encoding": encoding },
      });
      expect(problemOf(answer)).toEqual({ status: 415, code: "UNSUPPORTED_MEDIA_TYPE" });
    },
  );

  test("of 300 KB is 413 although nothing of it is read, and the next request is served", async () => {
    const body = `{"title":"${"x".repeat(300_000)}"}`;
    expect(problemOf(await client.send("POST", "/sessions", { body })).status).toBe(413);
    expect((await client.get("/sessions")).status).toBe(200);
  });
});

describe("a head", () => {
  test("that asks for a proxy is 405", async () => {
    const answer = await sendRaw(edge.url, ["CONNECT a.example:443 HTTP/1.1\r\nHost: a\r\n\r\n"]);
    expectProblem(answer, 405, "METHOD_NOT_ALLOWED");
    expect(answer.headers).toContain("allow: ");
  });

  test("that is not HTTP is 400", async () => {
    for (const line of [
      "BREW / HTTP/9.9\r\n\r\n",
      "BREW/ / HTTP/1.1\r\n\r\n",
      "nonsense\r\n\r\n",
      "GET / HTTP/9.9\r\n\r\n",
      "G\u0000T / HTTP/1.1\r\n\r\n",
    ]) {
      expectProblem(await sendRaw(edge.url, [line]), 400, "MALFORMED_REQUEST");
    }
  });

  test("that is larger than 16 KiB is 431", async () => {
    const answer = await sendRaw(edge.url, [head([`X-Long: ${"x".repeat(20_000)}`])]);
    expectProblem(answer, 431, "HEADERS_TOO_LARGE");
  });

  test("with bad percent-encoding asks for nothing that there is", async () => {
    for (const path of ["%", "%zz", "%ff", "%00", "%2e%2e", "%ed%a0%80", "..%5c"]) {
      const answer = await client.get(`/sessions/${path}/state`);
      expect(problemOf(answer)).toEqual({ status: 404, code: "NOT_FOUND" });
      const listed = await client.get(`/sessions?before=${path}`);
      expect(problemOf(listed)).toEqual({ status: 422, code: "VALIDATION_FAILED" });
    }
  });

  test("with a header twice is answered by the contract: two keys are one, two types are no type", async () => {
    const twice = head([
      "Idempotency-Key: a",
      "Idempotency-Key: b",
      `Content-Length: ${BODY.length}`,
    ]);
    const first = await sendRaw(edge.url, [twice, BODY]);
    expect(first.status).toBe(202);
    const again = await sendRaw(edge.url, [twice, BODY]);
    expect([again.status, again.body]).toEqual([first.status, first.body]);
    expect(again.headers).toContain("idempotency-replayed: true");
    const types = head(["Content-Type: text/plain", `Content-Length: ${BODY.length}`]);
    expectProblem(await sendRaw(edge.url, [types, BODY]), 415, "UNSUPPORTED_MEDIA_TYPE");
  });

  test("with a query's parameter twice is refused where it may be given once", async () => {
    const answer = await client.get("/sessions?limit=1&limit=2");
    expect(problemOf(answer)).toEqual({ status: 422, code: "VALIDATION_FAILED" });
  });
});
