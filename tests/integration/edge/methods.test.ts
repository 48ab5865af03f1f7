/** Methods that a path does not have, HEAD and OPTIONS. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { StartedEdge } from "../../../edge/start-edge.ts";
import { createDatabase, type TestDatabase } from "../../provision/postgres.ts";
import { ApiClient, problemOf } from "./client.ts";
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
    [`/sessions/${session}/commands`, "OPTIONS, POST"],
    [`/sessions/${session}/state`, READ],
    [`/sessions/${session}/events/stream`, READ],
    ["/novels", READ],
    ["/api/health/ready", READ],
    ["/api/openapi.json", READ],
    ["/api/docs", READ],
  ] as const;

describe("a method that a path does not have", () => {
  test("is 405 and told which there are, with an account or without", async () => {
    const stranger = new ApiClient(edge.url);
    for (const [path, allow] of paths()) {
      for (const method of ["PUT", "PATCH", "DELETE", "PROPFIND"]) {
        for (const asked of [client, stranger]) {
          const answer = await asked.send(method, path, { body: "{" });
          expect(problemOf(answer)).toEqual({ status: 405, code: "METHOD_NOT_ALLOWED" });
          expect(answer.headers.get("allow")).toBe(allow);
        }
      }
    }
  });

  test("is no series of its own in the metrics", async () => {
    await client.send("PROPFIND", "/sessions");
    const text = await (await fetch(`${edge.url}/metrics`)).text();
    expect(text).toContain('method="other"');
    expect(text).not.toContain("PROPFIND");
  });
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
