/** A Host that is not ours gets nothing, on any path but health. */
import { hostname } from "node:os";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { StartedEdge } from "../../../edge/start-edge.ts";
import { API_BASE } from "#shared/http/http.ts";
import { createDatabase, type TestDatabase } from "../../provision/postgres.ts";
import { ApiClient } from "./client.ts";
import { type RawAnswer, sendRaw } from "./raw-http.ts";
import { startTestEdge } from "./test-edge.ts";
import { uiDirectory } from "./ui-directory.ts";

const ui = uiDirectory();
let database: TestDatabase;
let edge: StartedEdge;
let session: string;
let cookie: string;

beforeAll(async () => {
  database = await createDatabase();
  edge = await startTestEdge(database.url, {}, { uiDirectory: ui.path });
  const client = new ApiClient(edge.url);
  session = await client.createSession();
  cookie = client.cookie ?? "";
});
afterAll(async () => {
  await edge.stop();
  await database.drop();
  ui.remove();
});

/** @param hosts the Host headers, as many as are to come */
function ask(
  target: string,
  hosts: readonly string[],
  options: { method?: string; more?: readonly string[]; version?: string; url?: string } = {},
): Promise<RawAnswer> {
  const { method = "GET", more = [], version = "1.1", url = edge.url } = options;
  return sendRaw(url, [
    [
      `${method} ${target} HTTP/${version}`,
      ...hosts.map((host) => `Host: ${host}`),
      `Cookie: ${cookie}`,
      "Connection: close",
      ...more,
      "",
      "",
    ].join("\r\n"),
  ]);
}

function expectMisdirected(answer: RawAnswer, isHead = false): void {
  expect([answer.status, answer.body]).toEqual([
    421,
    isHead ? "" : expect.stringContaining('"code":"MISDIRECTED"'),
  ]);
  expect(answer.headers).toContain("content-type: application/problem+json");
  expect(answer.headers).toContain("content-security-policy");
  expect(answer.headers).not.toContain("set-cookie");
}

const paths = () => [
  "/",
  `/sessions/${session}`,
  "/assets/none.js",
  "/nothing",
  "/metrics",
  "/api/openapi.json",
  "/api/docs",
  "/api/docs/style.css",
  "/api/nothing",
  "/api/healthy",
  `${API_BASE}/sessions`,
  `${API_BASE}/sessions/${session}/state`,
  `${API_BASE}/sessions/${session}/events/stream`,
  `${API_BASE}/events/stream?after=${session}`,
];

describe("a foreign Host", () => {
  test("is 421 on every path, whatever the method, before anything else", async () => {
    for (const path of paths()) {
      expectMisdirected(await ask(path, ["rebound.example"]));
      expectMisdirected(await ask(path, ["rebound.example"], { method: "OPTIONS" }));
      expectMisdirected(await ask(path, ["rebound.example"], { method: "HEAD" }), true);
      expectMisdirected(
        await ask(path, ["rebound.example"], { method: "POST", more: ["Content-Length: 0"] }),
      );
    }
  });

  test("is 421 in every form, and with every header that claims another", async () => {
    const own = `127.0.0.1:${new URL(edge.url).port}`;
    for (const host of [
      "rebound.example",
      "rebound.example:8787",
      "127.0.0.1.rebound.example",
      "localhost.rebound.example",
      "127.0.0.2",
      "127.1",
      "0x7f.0.0.1",
      "[::2]",
      "[::ffff:127.0.0.1]",
      "0.0.0.0",
      `${own}@rebound.example`,
      `rebound.example/${own}`,
      "localhost:8787:8787",
      "localhost,rebound.example",
      "localhost:port",
      "local%68ost",
    ]) {
      expectMisdirected(await ask("/metrics", [host]));
    }
    for (const more of [`X-Forwarded-Host: ${own}`, `X-Host: ${own}`, `Forwarded: host=${own}`]) {
      expectMisdirected(await ask("/metrics", ["rebound.example"], { more: [more] }));
    }
  });

  test("is 421 where it hides beside one of ours, or is missing", async () => {
    expectMisdirected(await ask("http://rebound.example/metrics", ["localhost"]));
    expectMisdirected(await ask("http://localhost/metrics", ["rebound.example"]));
    expectMisdirected(await ask("/metrics", ["localhost", "rebound.example"]));
    expectMisdirected(await ask("/metrics", ["rebound.example", "localhost"]));
    expectMisdirected(await ask("/metrics", []));
    expectMisdirected(await ask("/metrics", [], { version: "1.0" }));
    expectMisdirected(await ask("/metrics", [""]));
  });

  test("gets health alone: probes call by address", async () => {
    for (const host of [["10.1.2.3:8787"], ["rebound.example"], []]) {
      expect((await ask("/api/health/live", host)).status).toBe(200);
      expect((await ask("/api/health/ready", host)).status).toBe(200);
    }
    for (const path of ["/api/health/../openapi.json", "/api/health/%2e%2e/openapi.json"]) {
      expect((await ask(path, ["rebound.example"])).body).not.toContain('"openapi"');
    }
  });
});

test("this machine's names are answered on loopback, in any case and with any port", async () => {
  const path = `${API_BASE}/sessions/${session}/state`;
  for (const host of [
    "127.0.0.1",
    "localhost:1",
    "LocalHost:8787",
    "localhost.",
    "[::1]:8787",
    hostname(),
  ]) {
    expect([host, (await ask(path, [host])).status]).toEqual([host, 200]);
  }
  expect((await ask(`http://localhost${path}`, ["localhost"])).status).toBe(200);
});

test("PUBLIC_URL's host is one of ours, ALLOWED_HOSTS is instead of all others", async () => {
  const statuses = async (url: string, hosts: readonly string[]) =>
    Promise.all(
      hosts.map(async (host) => (await ask("/api/openapi.json", [host], { url })).status),
    );
  const hosts = ["studio.example", "127.0.0.1", "other.example", "[2001:db8::1]:80", "10.0.0.1"];
  await using stack = new AsyncDisposableStack();
  const start = async (config: Parameters<typeof startTestEdge>[1]) => {
    const started = await startTestEdge(database.url, config);
    stack.defer(() => started.stop());
    return started.url;
  };
  const publicUrl = "https://studio.example";
  expect(await statuses(await start({ publicUrl }), hosts)).toEqual([200, 200, 421, 421, 421]);
  const named = { publicUrl, allowedHosts: ["other.example", "2001:db8:0::1", "10.0.0.1"] };
  expect(await statuses(await start(named), hosts)).toEqual([421, 421, 200, 200, 200]);
  const everywhere = (await start({ host: "0.0.0.0" })).replace("0.0.0.0", "127.0.0.1");
  expect(await statuses(everywhere, hosts)).toEqual([421, 200, 421, 421, 421]);
});
