/**
 * Every route of the API, asked as nobody, as somebody else, and with credentials that are expired,
 * ended or forged, in both modes. The routes and commands come from the OpenAPI document: a new one
 * is in here by itself.
 */
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ALL_ROUTES } from "#shared/http/all-routes.ts";
import { API_BASE } from "#shared/http/http.ts";
import { assembleEdge } from "../../../edge/assemble.ts";
import { createPrometheusMetrics } from "../../../edge/metrics/prometheus.ts";
import type { StartedEdge } from "../../../edge/start-edge.ts";
import { freePort } from "../../../local/processes/free-port.ts";
import { type TestProvider, startOidcProvider } from "../../provision/oidc.ts";
import { createDatabase, type TestDatabase } from "../../provision/postgres.ts";
import { PlainBrowser } from "../../provision/sign-in.ts";
import { ApiClient, fields } from "./client.ts";
import { type ExampleRequest, exampleRequests } from "./example-requests.ts";
import { oidcOf } from "./oidc-config.ts";
import { silent, startTestEdge } from "./test-edge.ts";
import {
  UNKNOWN,
  type Ids,
  valuesOf,
  REQUESTS,
  WELCOME,
  PROPOSING,
  READ_BY_FULL,
  BROWSER_ONLY,
  ABOUT_THE_ASKER,
  type Response,
  ask,
} from "./route-matrix-requests.ts";
import { work, refusedCredentials, bearerOf } from "./route-matrix-credentials.ts";

describe.each(["local", "oidc"] as const)("in %s mode", (mode) => {
  let database: TestDatabase;
  let provider: TestProvider;
  let edge: StartedEdge;
  let owner: postgres.Sql;
  /** Somebody with a session, a proposal and a novel. */
  let victim: ApiClient;
  let ids: Ids;
  let stranger: Record<string, string>;
  let nobodys: Record<string, Record<string, string>>;

  beforeAll(async () => {
    [database, provider] = await Promise.all([createDatabase(), startOidcProvider()]);
    const port = await freePort();
    const publicUrl = `http://127.0.0.1:${port}`;
    provider.register(publicUrl);
    const oidc = mode === "local" ? null : oidcOf(provider, publicUrl);
    edge = await startTestEdge(database.url, { port, publicUrl, oidc });
    owner = postgres(database.url, { max: 1, onnotice: () => {} });
    victim = await account("victim");
    ids = await work(victim, owner);
    stranger = { cookie: (await account("stranger")).cookie ?? "" };
    nobodys = await refusedCredentials(mode, { victim, owner, provider });
  });
  afterAll(async () => {
    await Promise.all([owner.end(), edge.stop(), provider.stop()]);
    await database.drop();
  });

  async function account(writer: string): Promise<ApiClient> {
    const client = new ApiClient(edge.url);
    if (mode === "local") {
      await client.get("/sessions");
      return client;
    }
    const browser = new PlainBrowser();
    await browser.signIn(`${edge.url}/`, writer);
    client.cookie = browser.cookie(edge.url);
    return client;
  }

  test.each(REQUESTS.filter(({ needsAccount }) => needsAccount))(
    "$name is 401 without an account and with one that is refused, and says no more",
    async ({ name }) => {
      const request = requestOf(name, ids);
      const unauthenticated = await ask(edge.url, request, {}, ids);
      const isWelcome = mode === "local" && WELCOME.has(name);
      if (isWelcome) expect(unauthenticated.status).toBeLessThan(300);
      else expect(unauthenticated.status).toBe(401);
      const answers = await Promise.all(
        Object.entries(nobodys).map(async ([credential, headers]) => ({
          credential,
          ...(await ask(edge.url, request, headers, ids)),
        })),
      );
      const [first] = answers;
      for (const { credential, ...answer } of answers) {
        expect(answer, credential).toMatchObject({ status: 401, text: first?.text });
        expect(answer.headers["set-cookie"], credential).toBeUndefined();
        if (!isWelcome) expect(answer, credential).toEqual(unauthenticated);
        // A request that is wrong in itself is not told so either.
        if (typeof request.body !== "string") continue;
        const wrong = { ...request, body: "{" };
        const told = await ask(edge.url, wrong, nobodys[credential] ?? {}, ids);
        expect(told, credential).toEqual(answer);
      }
    },
  );

  test.each(REQUESTS.filter(({ isAboutSomething }) => isAboutSomething))(
    "$name about another account's is answered as about nothing, byte for byte",
    async ({ name }) => {
      const theirs = await ask(edge.url, requestOf(name, ids), stranger, ids);
      const nothing = await ask(edge.url, requestOf(name, UNKNOWN), stranger, UNKNOWN);
      expect(theirs).toEqual(nothing);
      expect(theirs.status).toBe(404);
    },
  );

  test.each(
    REQUESTS.filter(
      ({ name, method, isAboutSomething, needsAccount }) =>
        method === "GET" && needsAccount && !isAboutSomething && !ABOUT_THE_ASKER.has(name),
    ),
  )("$name shows another account what a new one sees", async ({ name }) => {
    const request = requestOf(name, ids);
    const fresh = { cookie: (await account("newcomer")).cookie ?? "" };
    // Of one length, as the answer's length is compared too.
    const writerless = (answer: Response) => ({
      ...answer,
      text: answer.text.replaceAll(/(stranger|newcomer) the writer/g, "NAME"),
    });
    const theirs = writerless(await ask(edge.url, request, stranger, ids));
    expect(theirs).toEqual(writerless(await ask(edge.url, request, fresh, ids)));
    expect(theirs.text).not.toContain("ID");
  });

  test("a token reaches each route and each command as its scope says, and no further", async () => {
    const writer = await account("with programs");
    const expected = {
      read: (name: string, method: string) =>
        (method === "GET" && !READ_BY_FULL.has(name)) || name.startsWith("mcp"),
      propose: (name: string, method: string) =>
        (method === "GET" && !READ_BY_FULL.has(name)) ||
        name.startsWith("mcp") ||
        PROPOSING.has(name),
      full: (name: string) => !BROWSER_ONLY.has(name),
    };
    for (const [scope, isReached] of Object.entries(expected)) {
      const token = bearerOf(await writer.post("/account/tokens", { name: scope, scope }));
      for (const request of REQUESTS.filter(({ needsAccount }) => needsAccount)) {
        const answer = await ask(edge.url, request, token, UNKNOWN);
        const isRefused = answer.text.includes('"code":"SCOPE"');
        expect([request.name, scope, !isRefused]).toEqual([
          request.name,
          scope,
          isReached(request.name, request.method),
        ]);
        if (isRefused) expect([answer.status, JSON.parse(answer.text).scope]).toEqual([403, scope]);
        // A request that is wrong in itself is told its scope first, where the body does not decide that.
        if (!isRefused || request.body === undefined || scope !== "read") continue;
        const told = await ask(edge.url, { ...request, body: "{" }, token, UNKNOWN);
        expect(told, request.name).toEqual(answer);
      }
    }
  });

  test("and the account whose they are finds all of it as it was", async () => {
    const cookie = { cookie: victim.cookie ?? "" };
    for (const { name, method, isAboutSomething } of REQUESTS) {
      if (method !== "GET" || !isAboutSomething) continue;
      const answer = await ask(edge.url, requestOf(name, ids), cookie, ids);
      expect([name, answer.status]).toEqual([name, 200]);
    }
    const events = fields(await victim.get(`/sessions/${ids.session_id}/events`))["events"];
    expect(events).toHaveLength(2);
  });

  test("a deleted session is answered as none by every route, and is there again once restored", async () => {
    const cookie = { cookie: victim.cookie ?? "" };
    const own = `/sessions/${ids.session_id}`;
    expect((await victim.send("DELETE", own)).status).toBe(204);
    for (const { name, path } of REQUESTS) {
      const isAboutIt = path.includes(UNKNOWN.session_id) || path.includes(UNKNOWN.novel_id);
      if (!isAboutIt || name === "restoreSession") continue;
      const gone = await ask(edge.url, requestOf(name, ids), cookie, ids);
      expect(gone, name).toEqual(await ask(edge.url, requestOf(name, UNKNOWN), cookie, UNKNOWN));
      expect(gone.status, name).toBe(404);
    }
    for (const list of ["/sessions", "/novels"]) {
      expect((await victim.get(list)).text).not.toContain(ids.session_id);
    }
    expect((await victim.send("POST", `${own}/restore`)).status).toBe(204);
    for (const { name, method, isAboutSomething } of REQUESTS) {
      if (method !== "GET" || !isAboutSomething) continue;
      expect([name, (await ask(edge.url, requestOf(name, ids), cookie, ids)).status]).toEqual([
        name,
        200,
      ]);
    }
  });

  test("what needs no account is answered to anybody", async () => {
    for (const request of REQUESTS.filter(({ needsAccount }) => !needsAccount)) {
      for (const headers of [{}, stranger, ...Object.values(nobodys)]) {
        expect((await ask(edge.url, request, headers, ids)).status, request.name).toBeLessThan(400);
      }
    }
  });

  test("a deleted account is nobody: every route answers its credentials 401", async () => {
    const cookie = { cookie: victim.cookie ?? "" };
    expect((await victim.send("DELETE", "/account")).status).toBe(204);
    for (const { name, needsAccount } of REQUESTS) {
      if (!needsAccount) continue;
      const refused = await ask(edge.url, requestOf(name, ids), cookie, ids);
      expect([name, refused.status]).toEqual([name, 401]);
      expect(refused.headers["set-cookie"], name).toBeUndefined();
    }
  });
});

function requestOf(name: string, ids: Ids): ExampleRequest {
  const found = exampleRequests(valuesOf(ids)).find((request) => request.name === name);
  if (found === undefined) throw new Error(`no request ${name}`);
  return found;
}

test("every route that is mounted below the API's base is in the document, and every one there is mounted", () => {
  const { app } = assembleEdge(
    {
      host: "127.0.0.1",
      port: 0,
      publicUrl: null,
      databaseUrl: "postgres://nowhere/none",
      databaseDirectUrl: "postgres://nowhere/none",
      limits: null,
      trustedProxies: [],
      allowedHosts: null,
      securityContact: null,
      oidc: null,
      secrets: [],
      modelEndpoints: { kind: "any" },
      graceDays: 30,
    },
    {
      openStream() {
        throw new Error("nothing is asked here");
      },
      cut: () => {},
      peerAddress: () => undefined,
      assets: () => Promise.resolve(null),
      metrics: createPrometheusMetrics({ withProcessMetrics: false, others: [] }),
      log: silent,
      hostedParts: () => ({}),
    },
  );
  const mounted = app.routes
    .filter(({ method, path }) => !["ALL", "OPTIONS"].includes(method) && path.startsWith(API_BASE))
    .map(({ method, path }) => `${method} ${path}`);
  const described = Object.values(ALL_ROUTES)
    .map((route) => `${route.method.toUpperCase()} ${route.getRoutingPath()}`)
    .filter((route) => route.includes(API_BASE));
  expect([...new Set(mounted)].sort()).toEqual([...described].sort());
});
