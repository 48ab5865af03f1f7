import { join } from "node:path";
import { Redis } from "@upstash/redis";
import { pino } from "pino";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { startRedisBridge } from "../../../local/redis/redis-bridge.ts";
import { runProgram } from "../../../local/processes/run-program.ts";
import { repositoryRoot } from "../../../local/repository-root.ts";
import { plainEnvironment, startProcess } from "../../provision/processes.ts";
import { type UpstashRest, startUpstashRest } from "../../provision/valkey.ts";

let rest: UpstashRest;
let redis: Redis;

beforeAll(async () => {
  rest = await startUpstashRest();
  redis = new Redis({ url: rest.url, token: rest.token, retry: false, enableTelemetry: false });
});
afterAll(() => rest[Symbol.asyncDispose]());
beforeEach(async () => {
  await vi.waitFor(() => redis.flushall());
});

describe("the Redis bridge, asked by @upstash/redis", () => {
  it("keeps and gives text, numbers, objects, expiry and what is missing", async () => {
    const text = '第一章 "quoted" \u202eright to left\u202c 🐉 {{ x }}\n{% y %}';
    await redis.set("text", text, { ex: 60 });
    await redis.set("object", { text, list: [1, null] });
    expect(await redis.get("text")).toBe(text);
    expect(await redis.ttl("text")).toBeGreaterThan(50);
    expect(await redis.get("object")).toEqual({ text, list: [1, null] });
    expect(await redis.get("missing")).toBeNull();
    expect(await redis.incrby("number", 41)).toBe(41);
    expect(await redis.set("word", "OK")).toBe("OK");
    expect(await redis.get("word")).toBe("OK");
    expect(await redis.set("word", "no", { nx: true })).toBeNull();
    expect(await redis.ping()).toBe("PONG");
    await redis.hset("hash", { a: "一", b: "二" });
    expect(await redis.hgetall("hash")).toEqual({ a: "一", b: "二" });
  });

  it("carries 20,000 characters either way", async () => {
    const long = "创世🌍".repeat(5_000);
    await redis.set("long", long);
    expect(await redis.get("long")).toBe(long);
  });

  it("gives one answer for each command of a pipeline, errors in their places", async () => {
    const pipeline = redis.pipeline().set("key", "word").incr("key").get("key");
    expect(await pipeline.exec({ keepErrors: true })).toEqual([
      { result: "OK", error: undefined },
      { result: undefined, error: expect.stringContaining("not an integer") },
      { result: "word", error: undefined },
    ]);
  });

  it("runs a transaction as one, while others write", async () => {
    await redis.set("left", 0);
    await redis.set("right", 0);
    const moves = Array.from({ length: 50 }, () =>
      redis.multi().incr("left").incr("right").mget("left", "right").exec(),
    );
    const others = Array.from({ length: 50 }, () => redis.incr("left"));
    const results = await Promise.all(moves);
    await Promise.all(others);
    for (const [left, right, both] of results) expect(both).toEqual([left, right]);
    expect(await redis.mget("left", "right")).toEqual([100, 50]);
  });

  it("runs nothing of a transaction that holds a command nobody knows", async () => {
    const answer = await ask("/multi-exec", [["SET", "half", "done"], ["NOSUCH"]]);
    expect(answer).toMatchObject({
      status: 400,
      body: { error: expect.stringMatching(/EXECABORT/) },
    });
    expect(await redis.get("half")).toBeNull();
  });

  it("runs scripts by text and by hash, and says where a hash is not known", async () => {
    const script = redis.createScript("return {KEYS[1], ARGV[1], redis.call('INCR', KEYS[1])}");
    expect(await script.exec(["counter"], ["值"])).toEqual(["counter", "值", 1]);
    expect(await script.exec(["counter"], ["值"])).toEqual(["counter", "值", 2]);
    expect(await redis.scriptExists("f".repeat(40))).toEqual([0]);
    await expect(redis.evalsha("f".repeat(40), [], [])).rejects.toThrow("NOSCRIPT");
    const hash = await redis.scriptLoad("return 7");
    expect(await redis.evalsha(hash, [], [])).toBe(7);
  });

  it("answers many at once over its one connection", async () => {
    const keys = Array.from({ length: 500 }, (_, index) => `many:${index}`);
    await Promise.all(keys.map((key) => redis.set(key, key)));
    expect(await Promise.all(keys.map((key) => redis.get(key)))).toEqual(keys);
  });
});

describe("the Redis bridge", () => {
  it.each([
    ["no token", {}],
    ["another token", { authorization: "Bearer nonsense" }],
    ["another scheme", { authorization: "Basic bm9uc2Vuc2U=" }],
  ])("answers nobody with %s", async (_name, headers) => {
    const response = await fetch(rest.url, { method: "POST", headers, body: '["PING"]' });
    expect([400, 401]).toContain(response.status);
    expect(await response.json()).toEqual({ error: expect.stringContaining("WRONGPASS") });
  });

  it.each([
    ["/", "nonsense"],
    ["/", []],
    ["/", [["GET"]]],
    ["/pipeline", ["GET", "x"]],
    ["/pipeline", [[]]],
    ["/multi-exec", {}],
  ])("refuses %s with %j, which is no command", async (path, body) => {
    expect(await ask(path, body)).toMatchObject({
      status: 400,
      body: { error: expect.any(String) },
    });
    expect(await redis.ping()).toBe("PONG");
  });

  it.each(["MULTI", "subscribe", "BLPOP", "QUIT", "SELECT", "Client", "MONITOR"])(
    "does not pass on %s, which would hold up or change everyone's connection",
    async (name) => {
      const refused = { error: expect.stringContaining("not available over REST") };
      expect(await ask("/", [name, "x", "0"])).toMatchObject({ status: 400, body: refused });
      expect(await ask("/pipeline", [[name, "x", "0"]])).toEqual({ status: 200, body: [refused] });
      expect(await ask("/multi-exec", [[name, "x", "0"]])).toMatchObject({ body: refused });
    },
  );

  it("refuses a body of more than a mebibyte", async () => {
    expect(await ask("/", ["SET", "big", "x".repeat(1_100_000)])).toMatchObject({ status: 413 });
  });

  it("answers 503 at once while Redis is away, and goes on when it is back", async () => {
    await rest.valkey.kill9();
    const away = { status: 503, body: { error: "ERR Redis is away" } };
    await vi.waitFor(async () => expect(await ask("/", ["PING"])).toEqual(away));
    expect(await ask("/pipeline", [["PING"]])).toEqual(away);
    expect(await ask("/multi-exec", [["PING"]])).toEqual(away);
    await rest.valkey.start();
    await vi.waitFor(async () => expect(await redis.ping()).toBe("PONG"), { timeout: 15_000 });
  });

  it("notices a Redis that keeps its sockets and says nothing", async () => {
    rest.valkey.freeze();
    expect(await ask("/", ["PING"])).toMatchObject({ status: 503 });
    rest.valkey.thaw();
    await vi.waitFor(async () => expect(await redis.ping()).toBe("PONG"), { timeout: 15_000 });
  });

  it("starts and stops while Redis is away", async () => {
    const bridge = await startRedisBridge({
      redisUrl: "redis://127.0.0.1:1",
      token: "token",
      host: "127.0.0.1",
      port: 0,
      log: pino({ level: "silent" }),
    });
    const headers = { authorization: "Bearer token" };
    const response = await fetch(bridge.url, { method: "POST", headers, body: '["PING"]' });
    expect(response.status).toBe(503);
    await bridge.stop();
  });
});

describe("npm run redis-bridge", () => {
  const script = join(repositoryRoot, "local", "redis-bridge.ts");

  it("serves what REDIS_URL names, and ends on SIGTERM with 0", async () => {
    const env = {
      ...plainEnvironment(),
      REDIS_URL: rest.valkey.url,
      UPSTASH_REDIS_REST_TOKEN: "shared-with-its-clients",
      REDIS_BRIDGE_PORT: "0",
    };
    const { process: bridge, ready } = await startProcess({
      command: process.execPath,
      args: [script],
      env,
      readyLine: /^Redis bridge ready: (\S+)$/m,
      readyWithinMs: 30_000,
    });
    const client = new Redis({ url: ready[1], token: env.UPSTASH_REDIS_REST_TOKEN });
    await vi.waitFor(async () => expect(await client.ping()).toBe("PONG"));
    expect(await bridge.stop("SIGTERM")).toBe(0);
    expect(bridge.output()).not.toContain(new URL(rest.valkey.url).password);
  });

  it("says which variables it lacks", async () => {
    const { code, output } = await runProgram(process.execPath, [script], {
      env: plainEnvironment(),
    });
    expect(code).toBe(1);
    expect(output).toMatch(/REDIS_URL: got nothing.*\n.*UPSTASH_REDIS_REST_TOKEN: got nothing/);
  });
});

async function ask(path: string, body: unknown): Promise<{ status: number; body: unknown }> {
  const response = await fetch(`${rest.url}${path}`, {
    method: "POST",
    // A connection each: one that was refused in mid-body is closed.
    headers: { authorization: `Bearer ${rest.token}`, connection: "close" },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: await response.json() };
}
