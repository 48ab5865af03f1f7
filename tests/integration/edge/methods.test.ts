/** Methods that a path does not have, HEAD and OPTIONS. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { StartedEdge } from "../../../edge/start-edge.ts";
import { createDatabase, type TestDatabase } from "../../provision/postgres.ts";
import { ApiClient, problemOf } from "./client.ts";
import { sendRaw } from "./raw-http.ts";
import { startTestEdge } from "./test-edge.ts";
import { uiDirectory } from "./ui-directory.ts";

let database: TestDatabase;
let edge: StartedEdge;
let client: ApiClient;
let session: string;
const ui = uiDirectory();

beforeAll(async () => {
  database = await createDatabase();
  edge = await startTestEdge(database.url, {}, { uiDirectory: ui.path });
  client = new ApiClient(edge.url);
  session = await client.createSession();
});
afterAll(async () => {
  await edge.stop();
  ui.remove();
  await database.drop();
});

const READ = "GET, HEAD, OPTIONS";
const paths = () =>
  [
    ["/sessions", "GET, HEAD, OPTIONS, POST"],
    ["/sessions/import", "OPTIONS, POST"],
    ["/account/tokens", "DELETE, GET, HEAD, OPTIONS, POST"],
    [`/sessions/${session}/commands`, "OPTIONS, POST"],
    [`/sessions/${session}/state`, READ],
    [`/sessions/${session}/events/stream`, READ],
    ["/novels", READ],
    ["/api/health/ready", READ],
    ["/api/openapi.json", READ],
    ["/api/docs", READ],
  ] as const;

describe("a method that a path does not have", () => {
  const METHODS = ["PUT", "PATCH", "PROPFIND"];

  test("is 405 and told which there are", async () => {
    for (const [path, allow] of paths()) {
      for (const method of METHODS) {
        const answer = await client.send(method, path, { body: "{" });
        expect(problemOf(answer)).toEqual({ status: 405, code: "METHOD_NOT_ALLOWED" });
        expect(answer.headers.get("allow")).toBe(allow);
      }
    }
    expect(problemOf(await client.get(`/sessions/${session}/commands`)).status).toBe(405);
    expect(problemOf(await client.get("/sessions/import")).status).toBe(405);
  });

  test("is 401 without an account and 403 from another site before that, as is what is not there", async () => {
    const own = paths().filter(([path]) => !path.startsWith("/api/"));
    for (const path of [...own.map(([each]) => each), "/nothing"]) {
      for (const method of METHODS) {
        const nobodys = await new ApiClient(edge.url).send(method, path, { body: "{" });
        expect(problemOf(nobodys)).toEqual({ status: 401, code: "UNAUTHENTICATED" });
        const foreign = await client.send(method, path, {
          headers: { origin: "https://elsewhere.example" },
        });
        expect(problemOf(foreign)).toEqual({ status: 403, code: "CSRF_REJECTED" });
      }
    }
    expect(problemOf(await client.get("/nothing")).status).toBe(404);
    expect(problemOf(await new ApiClient(edge.url).get("/nothing")).status).toBe(401);
    expect(problemOf(await new ApiClient(edge.url).send("PUT", "/api/docs")).status).toBe(405);
  });

  test("of a page is told too", async () => {
    for (const path of ["/", `/sessions/${session}`, `/novels/${session}`]) {
      for (const method of ["POST", "DELETE"]) {
        const answer = await fetch(edge.url + path, { method });
        expect([answer.status, answer.headers.get("allow")]).toEqual([405, READ]);
        await answer.body?.cancel();
      }
      const asked = await fetch(edge.url + path, { method: "OPTIONS" });
      expect([asked.status, asked.headers.get("allow")]).toEqual([204, READ]);
    }
  });

  test("is no series of its own in the metrics", async () => {
    await client.send("PROPFIND", "/sessions");
    const text = await (await fetch(`${edge.url}/metrics`)).text();
    expect(text).toContain('method="other"');
    expect(text).not.toContain("PROPFIND");
  });
});

test("a method that HTTP does not know is 405 whatever it asks for, and names none", async () => {
  for (const path of ["/", "/api/v1/genesis/sessions", "/api/v1/genesis/nothing"]) {
    for (const method of ["BREW", "GOT", "get"]) {
      const request = `${method} ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n`;
      const { status, headers, body } = await sendRaw(edge.url, [request]);
      expect([status, body]).toEqual([405, expect.stringContaining('"METHOD_NOT_ALLOWED"')]);
      expect(headers).toMatch(/^allow: ?$/m);
    }
  }
});

test("OPTIONS names the methods, and needs no account", async () => {
  for (const [path, allow] of paths()) {
    const answer = await new ApiClient(edge.url).send("OPTIONS", path);
    expect([answer.status, answer.text, answer.headers.get("allow")]).toEqual([204, "", allow]);
  }
});

test("HEAD is GET without the body, a stream's included", async () => {
  for (const [path] of paths().filter(([, allow]) => allow.includes("HEAD"))) {
    const head = await client.send("HEAD", path);
    expect([head.status, head.text]).toEqual([200, ""]);
    if (path.endsWith("/stream")) continue;
    const get = await client.get(path);
    for (const name of ["content-type", "etag", "cache-control", "content-security-policy"]) {
      expect(head.headers.get(name)).toBe(get.headers.get(name));
    }
  }
  const page = await fetch(edge.url, { method: "HEAD" });
  expect([page.status, await page.text()]).toEqual([200, ""]);
});
