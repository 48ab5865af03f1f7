/** Pages, files, the reference, health and metrics. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readiness } from "#shared/http/http.ts";
import type { StartedEdge } from "../../../edge/start-edge.ts";
import { createDatabase, type TestDatabase } from "../../provision/postgres.ts";
import { startTestEdge } from "./test-edge.ts";
import { uiDirectory } from "./ui-directory.ts";

let database: TestDatabase;
let edge: StartedEdge;
const ui = uiDirectory();

beforeAll(async () => {
  database = await createDatabase();
  edge = await startTestEdge(database.url, {}, { uiDirectory: ui.path });
});
afterAll(async () => {
  await edge.stop();
  ui.remove();
  await database.drop();
});

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(edge.url + path, { headers });

describe("the interface", () => {
  test("is the same page at each of its addresses, checked again each time", async () => {
    for (const path of ["/", "/sessions/x", "/novels/x"]) {
      const page = await get(path);
      expect(page.status).toBe(200);
      expect(await page.text()).toContain("<title>Genesis Studio</title>");
      expect(page.headers.get("cache-control")).toBe("no-cache");
      const again = await get(path, { "if-none-match": page.headers.get("etag") ?? "" });
      expect(again.status).toBe(304);
    }
  });

  test("has files that are kept for good where their name carries a hash", async () => {
    const script = await get("/assets/main-4f3a.js");
    expect(script.headers.get("content-type")).toContain("text/javascript");
    expect(script.headers.get("cache-control")).toContain("immutable");
    expect((await get("/favicon.svg")).headers.get("cache-control")).toBe("no-cache");
  });

  test("travels compressed as the browser takes it: text alone, and with a tag for each coding", async () => {
    const tags = new Set<string | null>();
    for (const [accepted, coding] of [
      ["br, gzip", "br"],
      ["gzip;q=1, br;q=0", "gzip"],
      ["identity", null],
    ] as const) {
      const script = await get("/assets/studio-81c2.js", { "accept-encoding": accepted });
      expect(script.headers.get("content-encoding")).toBe(coding);
      expect(script.headers.get("vary")).toContain("Accept-Encoding");
      expect(await script.text()).toBe("export const word = 1;\n".repeat(200));
      tags.add(script.headers.get("etag"));
    }
    expect(tags.size).toBe(3);
    const font = await get("/assets/serif-22aa.woff2", { "accept-encoding": "br, gzip" });
    expect(font.headers.get("content-encoding")).toBeNull();
  });

  test("what was compressed when it was built is sent as it is, and is no file of its own", async () => {
    const script = await get("/assets/ready-77aa.js", { "accept-encoding": "gzip" });
    expect(script.headers.get("content-encoding")).toBe("gzip");
    expect(Number(script.headers.get("content-length"))).toBeGreaterThan(4_800);
    expect(await script.text()).toBe("export const ready = 1;\n".repeat(200));
    expect((await get("/assets/ready-77aa.js.gz")).status).toBe(404);
  });

  test.each([
    "/assets/none.js",
    "/.hidden",
    "/..%2f..%2fpackage.json",
    "/assets/..%2f.hidden",
    "/assets%5c..%5c.hidden",
    "/assets",
    "/nothing",
  ])("has nothing at %s", async (path) => {
    expect((await get(path)).status).toBe(404);
  });
});

test("somebody who reads gets the interface's page where there is nothing, as a 404", async () => {
  const page = await get("/nothing", { accept: "text/html,*/*;q=0.8" });
  expect(page.status).toBe(404);
  expect(page.headers.get("etag")).toBeNull();
  expect(await page.text()).toContain("<title>Genesis Studio</title>");
  const script = await get("/assets/none.js", { accept: "text/html" });
  expect(await script.text()).not.toContain("Genesis Studio");
});

describe("while something is starting", () => {
  test("a page says in both languages what, and reloads by itself without a script", async () => {
    const starting = await startTestEdge(
      database.url,
      {},
      {
        uiDirectory: ui.path,
        parts: () => ({ flows: { status: "starting" }, relay: { status: "ok" } }),
      },
    );
    const page = await fetch(starting.url);
    const text = await page.text();
    expect(page.status).toBe(503);
    expect(text).toContain('http-equiv="refresh"');
    expect(text).toContain('写作助手 · Generator</span><span class="muted">… 启动中 · starting');
    expect(text).toContain('Event relay</span><span class="muted">✓');
    expect(text).not.toContain("<script");
    const ready = readiness.parse(await (await fetch(`${starting.url}/api/health/ready`)).json());
    expect(ready.parts.flows?.status).toBe("starting");
    await starting.stop();
  });

  test("without a database pages wait, the API is 503, and ready says which part is missing", async () => {
    const alone = await startTestEdge(
      "postgres://nobody@127.0.0.1:1/none",
      {},
      {
        uiDirectory: ui.path,
      },
    );
    expect((await fetch(alone.url)).status).toBe(503);
    const api = await fetch(`${alone.url}/api/v1/genesis/sessions`);
    expect(api.status).toBe(503);
    expect(await api.json()).toMatchObject({ code: "UNAVAILABLE" });
    expect((await fetch(`${alone.url}/api/health/live`)).status).toBe(200);
    const ready = await fetch(`${alone.url}/api/health/ready`);
    expect(ready.status).toBe(503);
    expect(readiness.parse(await ready.json()).parts.database?.status).toBe("degraded");
    await alone.stop();
  });

  test("without migrations ready is 503", async () => {
    await using empty = await createDatabase({ empty: true });
    const bare = await startTestEdge(empty.url);
    const ready = await fetch(`${bare.url}/api/health/ready`);
    expect(ready.status).toBe(503);
    expect(readiness.parse(await ready.json()).parts.database?.status).toBe("starting");
    await bare.stop();
  });
});

describe("for operators", () => {
  test("ready lists every part", async () => {
    await expect
      .poll(async () => {
        const ready = await get("/api/health/ready");
        return readiness.parse(await ready.json()).parts.edge?.status;
      })
      .toBe("ok");
    const { parts } = readiness.parse(await (await get("/api/health/ready")).json());
    expect(Object.keys(parts).sort()).toEqual([
      "callback",
      "database",
      "edge",
      "flows",
      "prefect",
      "relay",
    ]);
  });

  test("metrics have a series for each route, never for an id", async () => {
    await get("/sessions/01890000-0000-7000-8000-000000000000");
    const text = await (await get("/metrics")).text();
    expect(text).toContain('route="/sessions/:session_id"');
    expect(text).not.toContain("01890000");
    expect(text).toContain("genesis_stream_readers 0");
  });

  test("the reference is a page that needs nothing from elsewhere", async () => {
    const document = await (await get("/api/openapi.json")).json();
    expect(document).toMatchObject({ openapi: "3.1.0" });
    const page = await (await get("/api/docs")).text();
    expect(page).toContain("/api/v1/genesis/sessions/{session_id}/commands");
    expect(page).not.toMatch(/<script|<style|style=|https?:\/\//);
    expect((await get("/api/docs/style.css")).headers.get("content-type")).toContain("text/css");
  });
});

test("who reports a weakness finds the operator's contact at /.well-known/security.txt", async () => {
  const told = await startTestEdge(database.url, { securityContact: "mailto:safety@example.org" });
  try {
    const response = await fetch(`${told.url}/.well-known/security.txt`);
    expect(response.headers.get("content-type")).toBe("text/plain; charset=utf-8");
    const text = await response.text();
    expect(text).toContain("Contact: mailto:safety@example.org\n");
    const [, expires = ""] = /^Expires: (.+)$/m.exec(text) ?? [];
    expect(Date.parse(expires)).toBeGreaterThan(Date.now());
  } finally {
    await told.stop();
  }
  expect((await get("/.well-known/security.txt")).status).toBe(404);
});
