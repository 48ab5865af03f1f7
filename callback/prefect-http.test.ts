/** How Prefect is asked: with which header, and with a token only where it wants one. */
import { once } from "node:events";
import { type IncomingHttpHeaders, type Server, createServer } from "node:http";
import { afterEach, expect, test } from "vitest";
import { type PrefectOptions, createPrefectRequests } from "./prefect-http.ts";

interface Seen {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
}

let server: Server | null = null;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

/** Answers as Prefect 3.8 does; `wanted` is the token that a change needs, null: none. */
async function startPrefect(state: { wanted: string | null; expiresInMs: number }) {
  const seen: Seen[] = [];
  server = createServer((request, response) => {
    const path = request.url ?? "";
    seen.push({ path, headers: request.headers });
    const say = (status: number, body: object) =>
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    if (path.startsWith("/csrf-token")) {
      const expiration = new Date(Date.now() + state.expiresInMs).toISOString();
      if (state.wanted === null) say(422, { detail: "CSRF protection is disabled." });
      else say(200, { token: state.wanted, client: "any", expiration });
      return;
    }
    const given = request.headers["prefect-csrf-token"];
    if (request.method === "GET" || state.wanted === null || given === state.wanted) say(200, {});
    else if (given === undefined) say(403, { detail: "Missing CSRF token." });
    else say(403, { detail: "Invalid CSRF token or client identifier." });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const ask = (options: Partial<PrefectOptions> = {}) =>
    createPrefectRequests({
      ...{ apiUrl: `http://127.0.0.1:${port}`, apiKey: null, authString: null, timeoutMs: 5_000 },
      ...options,
    });
  return { seen, ask };
}

test("USER:PASSWORD goes as Basic, a key as Bearer, and the first before the second", async () => {
  const { seen, ask } = await startPrefect({ wanted: null, expiresInMs: 0 });
  await ask()("GET", "/health");
  await ask({ apiKey: "pnu_key" })("GET", "/health");
  await ask({ authString: "用户:pass:word", apiKey: "pnu_key" })("GET", "/health");
  expect(seen.map(({ headers }) => headers.authorization)).toEqual([
    undefined,
    "Bearer pnu_key",
    `Basic ${Buffer.from("用户:pass:word").toString("base64")}`,
  ]);
});

test("a Prefect without CSRF protection is never asked for a token", async () => {
  const { seen, ask } = await startPrefect({ wanted: null, expiresInMs: 0 });
  const request = ask();
  for (let time = 0; time < 3; time += 1) await request("POST", "/flow_runs/filter", {});
  expect(seen.map(({ path }) => path)).toEqual(Array(3).fill("/flow_runs/filter"));
});

test("a token is taken after the first refusal, by all changes that were refused with it, and kept", async () => {
  const { seen, ask } = await startPrefect({ wanted: "first", expiresInMs: 3_600_000 });
  const request = ask();
  const change = () => request("POST", "/change", {});
  expect(await Promise.all([change(), change(), change()])).toEqual(
    Array(3).fill({ status: 200, body: {} }),
  );
  expect(seen.filter(({ path }) => path.startsWith("/csrf-token"))).toHaveLength(1);
  seen.length = 0;
  expect(await change()).toEqual({ status: 200, body: {} });
  expect(seen).toHaveLength(1);
  expect(seen[0]?.headers["prefect-csrf-client"]).toMatch(/^[0-9a-f-]{36}$/);
});

test("a token that Prefect no longer takes, and one that ends, are renewed", async () => {
  const state: { wanted: string | null; expiresInMs: number } = {
    wanted: "first",
    expiresInMs: 1_000,
  };
  const { seen, ask } = await startPrefect(state);
  const request = ask();
  await request("POST", "/change", {});
  seen.length = 0;
  // It ends within the margin: taken anew before the change, which is then not refused.
  expect(await request("POST", "/change", {})).toEqual({ status: 200, body: {} });
  expect(seen.map(({ path }) => path.split("?")[0])).toEqual(["/csrf-token", "/change"]);
  state.expiresInMs = 3_600_000;
  await request("POST", "/change", {});
  state.wanted = "second";
  expect(await request("POST", "/change", {})).toEqual({ status: 200, body: {} });
});

test("a 403 that no token mends is given to the caller, once", async () => {
  const { seen, ask } = await startPrefect({ wanted: "never given", expiresInMs: 0 });
  server?.removeAllListeners("request");
  server?.on("request", (request, response) => {
    seen.push({ path: request.url ?? "", headers: request.headers });
    response.writeHead(403).end(JSON.stringify({ detail: "Missing CSRF token." }));
  });
  const answer = await ask()("POST", "/change", {});
  expect(answer).toMatchObject({ status: 403 });
  expect(seen.map(({ path }) => path.split("?")[0])).toEqual(["/change", "/csrf-token"]);
});

test("asks nothing for as long as Prefect says by Retry-After, and asks again after it", async () => {
  let asked = 0;
  server = createServer((_request, response) => {
    asked += 1;
    response.writeHead(asked === 1 ? 429 : 200, { "retry-after": "1" }).end("{}");
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const request = createPrefectRequests({
    ...{ apiUrl: `http://127.0.0.1:${port}`, apiKey: null, authString: null, timeoutMs: 5_000 },
  });
  expect(await request("GET", "/flow_runs/x")).toMatchObject({ outcome: "AWAY" });
  for (let n = 0; n < 20; n += 1) {
    expect(await request("POST", "/flow_runs/filter", {})).toMatchObject({
      outcome: "AWAY",
      may_have_happened: false,
    });
  }
  expect(asked).toBe(1);
  await expect
    .poll(() => request("GET", "/flow_runs/x"), { timeout: 5_000 })
    .toMatchObject({
      status: 200,
    });
});

test("one that leaves has its answer at once from a Prefect that gives none, and asks nothing more", async () => {
  let asked = 0;
  server = createServer(() => {
    asked += 1;
    leaving.abort();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const leaving = new AbortController();
  const request = createPrefectRequests({
    ...{ apiUrl: `http://127.0.0.1:${port}`, apiKey: null, authString: null },
    ...{ timeoutMs: 2_000_000, leaving: leaving.signal },
  });
  const [cut, next] = [await request("GET", "/slow"), await request("GET", "/next")];
  // Nobody knows what Prefect made of the first.
  expect(cut).toMatchObject({ outcome: "AWAY", may_have_happened: true });
  expect(next).toMatchObject({ outcome: "AWAY", may_have_happened: false });
  expect(asked).toBe(1);
});
