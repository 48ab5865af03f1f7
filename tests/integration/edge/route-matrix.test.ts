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
import { signCookie } from "../../../edge/auth/account-cookie.ts";
import { createKeyRing } from "../../../edge/auth/key-ring.ts";
import { createPrometheusMetrics } from "../../../edge/metrics/prometheus.ts";
import { openWebStream } from "../../../edge/stream/web-sink.ts";
import type { StartedEdge } from "../../../edge/start-edge.ts";
import { freePort } from "../../../local/processes/free-port.ts";
import {
  AUDIENCE,
  CLIENT_ID,
  CLIENT_SECRET,
  type TestProvider,
  startOidcProvider,
} from "../../provision/oidc.ts";
import { createDatabase, type TestDatabase } from "../../provision/postgres.ts";
import { PlainBrowser } from "../../provision/sign-in.ts";
import { type Answer, ApiClient, fields } from "./client.ts";
import { conceptContent } from "./contents.ts";
import { type ExampleRequest, type ExampleValues, exampleRequests } from "./example-requests.ts";
import { silent, startTestEdge } from "./test-edge.ts";

const DAY_SECONDS = 86_400;
const UNKNOWN = {
  session_id: "01890000-0000-7000-8000-00000000000a",
  novel_id: "01890000-0000-7000-8000-00000000000b",
  proposal_id: "01890000-0000-7000-8000-00000000000c",
  candidate_id: "01890000-0000-7000-8000-00000000000d",
  browser_id: "01890000-0000-7000-8000-00000000000e",
  merge_id: "01890000-0000-7000-8000-00000000000f",
  token_id: "01890000-0000-7000-8000-000000000010",
  material_id: "01890000-0000-7000-8000-000000000011",
  webhook_id: "01890000-0000-7000-8000-000000000012",
};
type Ids = Readonly<Record<keyof typeof UNKNOWN, string>>;

/** What the schemas leave open. */
const valuesOf = (ids: Ids): ExampleValues => ({
  ...ids,
  // Which sessions a stream of several follows.
  after: [ids.session_id],
  content: conceptContent("Hers"),
  // A field of a stage.
  pointer: "/title",
  section_id: "s1",
  // Nothing listens there.
  base_url: "http://127.0.0.1:9/v1",
  url: "http://127.0.0.1:9/hook",
});

const REQUESTS = exampleRequests(valuesOf(UNKNOWN));

/** Without a cookie these give an account, in local mode. */
const WELCOME = new Set(["createSession", "listSessions"]);

/** What these show is the asker and its browser (browsers.test.ts, account-export.test.ts). */
/** What a token that proposes may send besides reading. */
const PROPOSING = new Set([
  "createSession",
  "sendCommand REQUEST_INSPIRATION",
  "sendCommand SUBMIT_IDEA",
  "sendCommand REVISE_PROPOSAL",
  "sendCommand PLACE_MATERIAL",
  "addMaterial",
  "mapMaterial",
  "sendCommand REGENERATE_PROPOSAL",
  "sendCommand SAVE_CANDIDATE",
]);
/** What is read with a token of scope `full` alone. */
const READ_BY_FULL = new Set(["exportAccount", "listBrowsers", "listMerges", "listTokens"]);
/** Who has access: no token decides that. */
const BROWSER_ONLY = new Set([
  "makeDeviceCode",
  "makeRecoveryPhrase",
  "joinAccount code",
  "joinAccount phrase",
  "takeAlong",
  "endBrowser",
  "undoMerge",
  "signOut",
  "makeToken",
  "endToken",
  "deleteAccount",
]);

const ABOUT_THE_ASKER = new Set(["listBrowsers", "exportAccount"]);

interface Response {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/** As a client sees it, without its time, and with every one of `ids` replaced. */
async function ask(
  url: string,
  request: ExampleRequest,
  headers: Readonly<Record<string, string>>,
  ids: Ids,
): Promise<Response> {
  const abort = new AbortController();
  const answer = await fetch(url + request.path, {
    method: request.method,
    headers: {
      ...headers,
      ...(typeof request.body === "string" ? { "content-type": "application/json" } : {}),
    },
    ...(request.body === undefined ? {} : { body: request.body }),
    signal: abort.signal,
  });
  const isStream = answer.headers.get("content-type")?.startsWith("text/event-stream") ?? false;
  const text = isStream ? "(a stream)" : await answer.text();
  abort.abort();
  let anonymous = text;
  for (const id of Object.values(ids)) anonymous = anonymous.replaceAll(id, "ID");
  return {
    status: answer.status,
    headers: Object.fromEntries(
      [...answer.headers].filter(([name]) => name !== "date" && name !== "connection"),
    ),
    text: anonymous,
  };
}

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
    const oidc =
      mode === "local"
        ? null
        : {
            issuer: provider.issuer,
            clientId: CLIENT_ID,
            clientSecret: CLIENT_SECRET,
            audience: AUDIENCE,
            scope: "openid profile",
            publicUrl,
          };
    edge = await startTestEdge(database.url, { port, publicUrl, oidc });
    owner = postgres(database.url, { max: 1, onnotice: () => {} });
    victim = await account("victim");
    ids = await work(victim);
    stranger = { cookie: (await account("stranger")).cookie ?? "" };
    nobodys = await refusedCredentials();
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

  async function work(client: ApiClient): Promise<Ids> {
    const session_id = await client.createSession();
    const saved = await client.command(session_id, "SAVE_CANDIDATE", {
      stage: "CONCEPT_SELECTION",
      content: conceptContent("Mine"),
    });
    const result = fields(saved)["result"];
    const [material] = await owner<{ material_id: string }[]>`
      insert into materials (session_id, account_id, name, kind, encoding, chars, content, sections,
        left_out, original, bytes)
      select session_id, account_id, 'n', 'text', 'utf-8', 1, 't',
        '[{"section_id": "s1", "heading": "", "level": 0, "at": 0, "chars": 1, "goes_to": "idea", "is_group": false}]',
        '[]', 't', 3 from genesis_sessions
      where session_id = ${session_id} returning material_id`;
    const [novel] = await owner<{ novel_id: string }[]>`
      insert into novels (session_id, account_id, title, language, content)
      select session_id, account_id, 'Mine', 'en', '{}' from genesis_sessions
      where session_id = ${session_id} returning novel_id`;
    const { proposal_id, candidate_id } = Object(result);
    const { browsers } = fields(await client.get("/account/browsers"));
    const browser_id = String(Object(Array.isArray(browsers) ? browsers[0] : null).browser_id);
    const [merge] = await owner<{ merge_id: string }[]>`
      with other as (insert into accounts default values returning account_id)
      insert into account_merges (account_id, into_account_id, session_ids)
      select other.account_id, s.account_id, array[s.session_id] from other, genesis_sessions s
      where s.session_id = ${session_id} returning merge_id`;
    return {
      session_id,
      proposal_id,
      candidate_id,
      material_id: material?.material_id ?? "",
      novel_id: novel?.novel_id ?? "",
      browser_id,
      merge_id: merge?.merge_id ?? "",
      token_id: String(
        fields(await client.post("/account/tokens", { name: "Mine", scope: "full" }))["token_id"],
      ),
      webhook_id: String(
        fields(await client.post("/account/webhooks", { url: "http://127.0.0.1:9/hook" }))[
          "webhook_id"
        ],
      ),
    };
  }

  const bearerOf = (made: Answer) => ({ authorization: `Bearer ${String(fields(made)["token"])}` });

  /** A program's that is ended, one that never was, and one of nobody. */
  async function refusedTokens(): Promise<Record<string, Record<string, string>>> {
    const made = await victim.post("/account/tokens", { name: "Ended", scope: "full" });
    const ended = bearerOf(made);
    await victim.send("DELETE", `/account/tokens/${String(fields(made)["token_id"])}`);
    const { authorization } = bearerOf(
      await victim.post("/account/tokens", { name: "Other", scope: "full" }),
    );
    return {
      "ended program's token": ended,
      "forged program's token": { authorization: `${authorization.slice(0, -8)}AAAAAAAA` },
      "empty program's token": { authorization: "Bearer genesis_" },
    };
  }

  /** Cookies and tokens that were good once, or never. */
  async function refusedCredentials(): Promise<Record<string, Record<string, string>>> {
    const cookie = victim.cookie ?? "";
    const at = cookie.indexOf("=");
    const [name, value] = [cookie.slice(0, at), cookie.slice(at + 1)];
    const [account = "", , signIn = ""] = value.split(".");
    const [row] = await owner<{ answer: string }[]>`
      select genesis.installation()::text as answer`;
    const ring = await createKeyRing(() => Promise.resolve(JSON.parse(row?.answer ?? ""))).load();
    const signed = async (ageDays: number, signInId: string | null) => {
      const issued = Math.floor(Date.now() / 1_000) - ageDays * DAY_SECONDS;
      return { cookie: `${name}=${await signCookie(ring, name, account, issued, signInId)}` };
    };
    const forged = { cookie: cookie.slice(0, -1) + (cookie.endsWith("A") ? "B" : "A") };
    if (mode === "local")
      return {
        ...(await refusedTokens()),
        forged,
        expired: await signed(401, null),
        empty: { cookie: `${name}=` },
      };
    const [ended] = await owner<{ sign_in_id: string }[]>`
      insert into sign_ins (account_id, expires_at, ended_at)
      values (${account}, now() + interval '1 day', now()) returning sign_in_id`;
    const [past] = await owner<{ sign_in_id: string }[]>`
      insert into sign_ins (account_id, expires_at)
      values (${account}, now()) returning sign_in_id`;
    const bearer = async (options: Partial<Parameters<TestProvider["token"]>[0]>) => ({
      authorization: `Bearer ${await provider.token({ subject: "victim", ...options })}`,
    });
    return {
      ...(await refusedTokens()),
      forged,
      expired: await signed(31, signIn),
      "ended elsewhere": await signed(0, ended?.sign_in_id ?? ""),
      "ran out": await signed(0, past?.sign_in_id ?? ""),
      "never begun": await signed(0, UNKNOWN.session_id),
      "a local account's": await signed(0, null),
      "expired token": await bearer({ expiresInSeconds: -60 }),
      "forged token": await bearer({ key: "stranger" }),
      "another audience's token": await bearer({ audience: CLIENT_ID }),
      "another issuer's token": await bearer({ issuer: "https://another.example" }),
      "no token": { authorization: "Bearer x" },
    };
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
      openStream: openWebStream,
      cut: null,
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
