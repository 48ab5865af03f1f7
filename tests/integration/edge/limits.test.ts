/** Rates and quotas: counted in the process, or in Redis for all edges; 429 in its place. */
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import type { EdgeConfig } from "../../../edge/config.ts";
import type { LimitConfig } from "../../../edge/limits/limit-config.ts";
import type { StartedEdge } from "../../../edge/start-edge.ts";
import { createDatabase, type TestDatabase } from "../../provision/postgres.ts";
import { type UpstashRest, startUpstashRest } from "../../provision/valkey.ts";
import { type Answer, ApiClient, fields, problemOf } from "./client.ts";
import { connectAs, storeBytes } from "../sql/session-fixture.ts";
import { EventStream } from "./event-stream.ts";
import { startTestEdge } from "./test-edge.ts";
import { promisedMs } from "../../provision/patience-ms.ts";

let database: TestDatabase;
const edges: StartedEdge[] = [];

beforeAll(async () => {
  database = await createDatabase();
});
afterAll(async () => {
  await Promise.all(edges.map((edge) => edge.stop()));
  await database.drop();
});

const FREE = { count: 1_000_000, windowSeconds: 1 };
const free = { account: FREE, address: FREE };
const FREE_RATES = { commands: free, generation: free, streams: free, reads: free, written: free };
const few = (count: number) => ({ count, windowSeconds: 3_600 });

function limits(more: Partial<LimitConfig> = {}): LimitConfig {
  return {
    rates: FREE_RATES,
    openConnections: 1_000,
    openSessions: 1_000,
    storedBytes: 1_000_000_000,
    openStreams: { account: 100, address: 100 },
    redis: null,
    ...more,
  };
}

async function start(config: Partial<EdgeConfig>): Promise<StartedEdge> {
  const edge = await startTestEdge(database.url, config);
  edges.push(edge);
  return edge;
}

const UNKNOWN = "01890000-0000-7000-8000-000000000000";

function expectLimited(answer: Answer): void {
  expect(problemOf(answer)).toEqual({ status: 429, code: "RATE_LIMITED" });
  expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
}

describe("a rate", () => {
  test("of commands is an account's own, and names when to try again", async () => {
    const rates = { ...FREE_RATES, commands: { account: few(5), address: FREE } };
    const edge = await start({ limits: limits({ rates }) });
    const client = new ApiClient(edge.url);
    const session = await client.createSession();
    for (let n = 0; n < 4; n += 1) {
      expect((await client.command(session, "CANCEL_GENERATION")).status).toBe(409);
    }
    const refused = await client.command(session, "CANCEL_GENERATION");
    expectLimited(refused);
    expect(refused.headers.get("retry-after")).toBe("720");
    expect((await client.get(`/sessions/${session}/state`)).status).toBe(200);
    expect(await new ApiClient(edge.url).createSession()).not.toBe(session);
    const metrics = await (await fetch(`${edge.url}/metrics`)).text();
    expect(metrics).toContain('genesis_rate_limited_total{limit="commands"} 1');
  });

  test("of generation counts what starts one, and nothing else", async () => {
    const rates = { ...FREE_RATES, generation: { account: few(1), address: FREE } };
    const client = new ApiClient((await start({ limits: limits({ rates }) })).url);
    const session = await client.createSession();
    expect((await client.command(session, "REQUEST_INSPIRATION")).status).toBe(202);
    expect((await client.command(session, "CANCEL_GENERATION")).status).toBe(200);
    expectLimited(await client.command(session, "REQUEST_INSPIRATION"));
    expectLimited(await client.command(session, "SUBMIT_IDEA", { idea: "x" }));
    expect((await client.command(session, "CANCEL_GENERATION")).status).toBe(409);
  });

  test("of what is written counts bytes, and what is small goes on for longer", async () => {
    const rates = { ...FREE_RATES, written: { account: few(10), address: FREE } };
    const client = new ApiClient((await start({ limits: limits({ rates }) })).url);
    const session = await client.createSession();
    const idea = "文".repeat(2_500);
    expect((await client.command(session, "SUBMIT_IDEA", { idea })).status).toBe(202);
    expect((await client.command(session, "CANCEL_GENERATION")).status).toBe(200);
    expectLimited(await client.command(session, "SUBMIT_IDEA", { idea }));
    expect((await client.command(session, "CANCEL_GENERATION")).status).toBe(409);
  });

  test("of an address counts all its accounts, as a trusted proxy names it", async () => {
    const rates = { ...FREE_RATES, commands: { account: FREE, address: few(2) } };
    const edge = await start({ limits: limits({ rates }), trustedProxies: ["127.0.0.1"] });
    const open = (address: string) =>
      new ApiClient(edge.url).post("/sessions", {}, { "x-forwarded-for": address });
    expect((await open("203.0.113.1")).status).toBe(201);
    expect((await open("203.0.113.1")).status).toBe(201);
    expectLimited(await open("203.0.113.1"));
    expectLimited(await open("198.51.100.9, 203.0.113.1"));
    expect((await open("203.0.113.2")).status).toBe(201);
  });

  test("of reads counts every list, state and account, and what needs no account by its address", async () => {
    const rates = { ...FREE_RATES, reads: { account: few(4), address: FREE } };
    const client = new ApiClient((await start({ limits: limits({ rates }) })).url);
    const session = await client.createSession();
    for (const path of ["/sessions", `/sessions/${session}/state`, "/novels", "/account"]) {
      expect((await client.get(path)).status).toBe(200);
    }
    const of = [`/sessions/${session}/events`, `/sessions/${session}/proposals`, "/account"];
    for (const path of ["/sessions", `/novels/${UNKNOWN}`, ...of]) {
      expectLimited(await client.get(path));
    }
    expect(problemOf(await client.get("/sessions?limit=0")).status).toBe(422);
    expect((await client.get("/api/openapi.json")).status).toBe(200);
    expect((await new ApiClient(client.url).get("/sessions")).status).toBe(200);
    const shared = { ...FREE_RATES, reads: { account: FREE, address: few(2) } };
    const { url } = await start({ limits: limits({ rates: shared }) });
    const statuses = [];
    for (const path of ["/api/docs", "/", "/api/openapi.json", "/nothing.js"]) {
      statuses.push((await fetch(url + path)).status);
    }
    expect(statuses.slice(2)).toEqual([429, 429]);
    expect((await fetch(`${url}/api/health/live`)).status).toBe(200);
  });

  test("comes after what is wrong with a request and before what it asks for", async () => {
    const rates = {
      ...FREE_RATES,
      commands: { account: few(1), address: FREE },
      streams: { account: few(1), address: FREE },
      written: free,
    };
    const client = new ApiClient((await start({ limits: limits({ rates }) })).url);
    const session = await client.createSession();
    const path = `/sessions/${UNKNOWN}/commands`;
    expectLimited(await client.post(path, { command_type: "REQUEST_INSPIRATION" }));
    const invalid = await client.post(path, { command_type: "NOTHING" });
    expect(problemOf(invalid)).toEqual({ status: 422, code: "VALIDATION_FAILED" });
    const malformed = await client.send("POST", path, { body: "{" });
    expect(problemOf(malformed)).toEqual({ status: 400, code: "MALFORMED_JSON" });
    const anonymous = await new ApiClient(client.url).post(path, {});
    expect(problemOf(anonymous)).toEqual({ status: 401, code: "UNAUTHENTICATED" });
    expect(problemOf(await client.get(`/sessions/${UNKNOWN}/events/stream`)).status).toBe(404);
    expectLimited(await client.get(`/sessions/${UNKNOWN}/events/stream`));
    expectLimited(await client.get(`/events/stream?after=${session}:0`));
    expect(problemOf(await client.get("/events/stream?after=x")).code).toBe("VALIDATION_FAILED");
  });
});

describe("a quota", () => {
  test("of open sessions refuses one more, but not the replay of one that was opened", async () => {
    const client = new ApiClient((await start({ limits: limits({ openSessions: 2 }) })).url);
    const key = { "idempotency-key": "second" };
    await client.createSession();
    const second = await client.post("/sessions", {}, key);
    expect(second.status).toBe(201);
    expectLimited(await client.post("/sessions", {}));
    const replayed = await client.post("/sessions", {}, key);
    expect([replayed.status, replayed.text]).toEqual([201, second.text]);
    const other = await client.post("/sessions", { title: "x" }, key);
    expectLimited(other);
  });

  test("of what is stored refuses what would store more, until something is deleted", async () => {
    const edge = await start({ limits: limits({ storedBytes: 1_000_000 }) });
    const client = new ApiClient(edge.url);
    const [session, other] = [await client.createSession(), await client.createSession()];
    const key = { "idempotency-key": "idea" };
    const idea = { command_type: "SUBMIT_IDEA", payload: { idea: "x" } };
    const commands = `/sessions/${session}/commands`;
    expect((await client.post(commands, idea, key)).status).toBe(202);
    const service = connectAs(database.url, "genesis_service", 1);
    onTestFinished(() => service.end());
    await storeBytes(service, session, 1_000_000);
    expectLimited(await client.command(other, "SUBMIT_IDEA", { idea: "x" }));
    // What goes alone to the database is refused as what goes together.
    expectLimited(await client.command(other, "FINISH_GENESIS"));
    expectLimited(await client.post("/sessions", {}));
    // What was taken before is answered again, and what was begun can be stopped.
    expect((await client.post(commands, idea, key)).status).toBe(202);
    expect((await client.command(session, "CANCEL_GENERATION")).status).toBe(200);
    await storeBytes(service, session, 999_999);
    expect((await client.command(other, "SUBMIT_IDEA", { idea: "x" })).status).toBe(202);
  });

  test("of open streams is free again as soon as one closes", async () => {
    const edge = await start({ limits: limits({ openStreams: { account: 2, address: 100 } }) });
    const client = new ApiClient(edge.url);
    const session = await client.createSession();
    const path = `/sessions/${session}/events/stream`;
    const headers = { cookie: client.cookie ?? "" };
    const open = () => EventStream.open(`${edge.url}/api/v1/genesis${path}`, headers);
    const streams = [await open(), await open()];
    expectLimited(await client.get(path));
    expect(problemOf(await client.get(path)).code).toBe("RATE_LIMITED");
    const other = new ApiClient(edge.url);
    expect(
      problemOf(await other.get(`/sessions/${await other.createSession()}x/events/stream`)).status,
    ).toBe(404);
    await streams[0]?.close();
    // Where it is full the answer ends; where it is not it goes on until it is left.
    await expect
      .poll(async () => (await client.send("HEAD", path)).status, { timeout: promisedMs(5_000) })
      .toBe(200);
    await streams[1]?.close();
  });
});

describe("counted in Redis", () => {
  let rest: UpstashRest;
  beforeAll(async () => {
    rest = await startUpstashRest();
  });
  afterAll(() => rest[Symbol.asyncDispose]());

  const rates = { ...FREE_RATES, commands: { account: few(6), address: FREE } };
  // A count that comes too late does not count; here each is waited for, however slow the machine is.
  const shared = () =>
    limits({ rates, redis: { url: rest.url, token: rest.token, timeoutMs: 60_000 } });

  test("a rate is one for all edges", async () => {
    const [one, two] = [await start({ limits: shared() }), await start({ limits: shared() })];
    const client = new ApiClient(one.url);
    const session = await client.createSession();
    const elsewhere = new ApiClient(two.url);
    elsewhere.cookie = client.cookie;
    const statuses: number[] = [];
    for (let n = 0; n < 4; n += 1) {
      for (const asked of [client, elsewhere]) {
        statuses.push((await asked.command(session, "CANCEL_GENERATION")).status);
      }
    }
    expect(statuses.filter((status) => status === 429)).toHaveLength(3);
    expectLimited(await elsewhere.command(session, "CANCEL_GENERATION"));
  });

  test("and Redis away, requests go on, and it is counted and logged", async () => {
    const warnings: string[] = [];
    const log = {
      info: () => {},
      warn: (_: object, said: string) => warnings.push(said),
      error: () => {},
    };
    const redis = { url: "http://127.0.0.1:1", token: "none", timeoutMs: 60_000 };
    const edge = await startTestEdge(database.url, { limits: limits({ rates, redis }) }, { log });
    edges.push(edge);
    const client = new ApiClient(edge.url);
    const session = await client.createSession();
    for (let n = 0; n < 10; n += 1) {
      expect((await client.command(session, "CANCEL_GENERATION")).status).toBe(409);
    }
    expect(warnings).toContain("rates could not be counted; the request went on");
    const metrics = await (await fetch(`${edge.url}/metrics`)).text();
    expect(metrics).toMatch(/genesis_rate_limiter_failures_total [1-9]/);
    expect(fields(await client.get(`/sessions/${session}/state`)).version).toBe(1);
  });
});
