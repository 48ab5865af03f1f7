/** The studio below a path of its host, behind a proxy that passes the path on or takes it away. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { StartedEdge } from "../../../edge/start-edge.ts";
import { type TestDatabase, createDatabase } from "../../provision/postgres.ts";
import { ApiClient } from "./client.ts";
import { startTestEdge } from "./test-edge.ts";
import { uiDirectory } from "./ui-directory.ts";

const ui = uiDirectory();
let database: TestDatabase;
let edge: StartedEdge;

beforeAll(async () => {
  const head = '<meta name="genesis-base" content="./" /><link rel="icon" href="./favicon.svg" />';
  const script = '<script type="module" src="./assets/main-4f3a.js"></script>';
  writeFileSync(join(ui.path, "index.html"), `<!doctype html>${head}${script}`);
  database = await createDatabase();
  edge = await startTestEdge(
    database.url,
    { publicUrl: "https://studio.example/studio", allowedHosts: ["127.0.0.1"] },
    { uiDirectory: ui.path },
  );
});
afterAll(async () => {
  await edge.stop();
  await database.drop();
  ui.remove();
});

describe.each(["/studio", ""])("asked as %j/…", (passed) => {
  const get = (path: string) => fetch(edge.url + passed + path, { redirect: "manual" });

  test("a page leads to its files and cookies below the path", async () => {
    const page = await get("/sessions/01890000-0000-7000-8000-000000000000");
    expect(page.status).toBe(200);
    const text = await page.text();
    expect(text).toContain('content="/studio/"');
    expect(text).toContain('src="/studio/assets/main-4f3a.js"');
    const [cookie = ""] = page.headers.getSetCookie();
    expect(cookie).toMatch(/^__Secure-genesis_\w+=.*; Path=\/studio; .*Secure/);
    expect((await get("/assets/main-4f3a.js")).status).toBe(200);
    expect((await get("/api/health/live")).status).toBe(200);
  });

  test("the API, its Location and its streams are below it", async () => {
    const created = await fetch(`${edge.url}${passed}/api/v1/genesis/sessions`, {
      method: "POST",
      headers: { "content-type": "application/json", origin: "https://studio.example" },
      body: "{}",
    });
    expect(created.status).toBe(201);
    const location = created.headers.get("location") ?? "";
    expect(location).toMatch(/^\/studio\/api\/v1\/genesis\/sessions\/[0-9a-f-]+\/state$/);
    const cookie = created.headers.getSetCookie()[0]?.split(";")[0] ?? "";
    const state = await fetch(edge.url + location, { headers: { cookie } });
    expect(state.status).toBe(200);
    const stream = await fetch(edge.url + location.replace(/state$/, "events/stream"), {
      headers: { cookie },
    });
    expect(stream.headers.get("content-type")).toContain("text/event-stream");
    await stream.body?.cancel();
  });
});

test("another path of the host is none of the studio's, and another site may not write", async () => {
  expect((await fetch(`${edge.url}/studios/api/health/live`)).status).toBe(404);
  const foreign = await new ApiClient(edge.url).send("POST", "/sessions", {
    body: "{}",
    headers: { origin: "https://studio.example.evil" },
  });
  expect(foreign.status).toBe(403);
});

test("a state is compressed, with an ETag of its own that spares it the next time", async () => {
  const client = new ApiClient(edge.url);
  const session = await client.createSession();
  const ask = (headers: Record<string, string>) =>
    client.send("GET", `/sessions/${session}/state`, {
      headers: { "accept-encoding": "identity", ...headers },
    });
  const plain = await ask({});
  expect(plain.headers.get("content-encoding")).toBe(null);
  expect(plain.headers.get("vary")).toContain("Accept-Encoding");
  const tag = plain.headers.get("etag") ?? "";
  for (const coding of ["br", "gzip"]) {
    // fetch takes the coding off again.
    const coded = await ask({ "accept-encoding": coding });
    expect(coded.headers.get("content-encoding")).toBe(coding);
    expect(coded.text).toBe(plain.text);
    expect(Number(coded.headers.get("content-length"))).toBeLessThan(plain.text.length);
    const own = coded.headers.get("etag") ?? "";
    expect(own).toBe(tag.replace(/"$/, `-${coding}"`));
    const known = await ask({ "accept-encoding": coding, "if-none-match": own });
    expect([known.status, known.text]).toEqual([304, ""]);
  }
  expect((await ask({ "if-none-match": tag })).status).toBe(304);
});
