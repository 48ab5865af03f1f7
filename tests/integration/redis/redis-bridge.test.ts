import { join } from "node:path";
import { createClient } from "@redis/client";
import { Ratelimit } from "@upstash/ratelimit";
import { Redis } from "@upstash/redis";
import { pino } from "pino";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { startRedisBridge } from "../../../local/redis/redis-bridge.ts";
import { runProgram } from "../../../local/processes/run-program.ts";
import { repositoryRoot } from "../../../local/repository-root.ts";
import { plainEnvironment, startProcess } from "../../provision/processes.ts";
import { type UpstashRest, startUpstashRest } from "../../provision/valkey.ts";

const followPath = (channel: string) => `/subscribe/${encodeURIComponent(channel)}`;

let rest: UpstashRest;
let redis: Redis;
/** Past the bridge. */
let valkey: ReturnType<typeof createClient>;

beforeAll(async () => {
  rest = await startUpstashRest();
  redis = new Redis({ url: rest.url, token: rest.token, retry: false, enableTelemetry: false });
  valkey = createClient({ url: rest.valkey.url });
  valkey.on("error", () => undefined);
  await valkey.connect();
});
afterAll(async () => {
  valkey.destroy();
  await rest[Symbol.asyncDispose]();
});
beforeEach(async () => {
  await vi.waitFor(() => valkey.flushAll());
  await vi.waitFor(() => redis.ping());
});

describe("the Redis bridge, asked by @upstash/redis", () => {
  it("keeps and gives text, with its expiry, and what is missing", async () => {
    const text = '第一章 "quoted" \u202eright to left\u202c 🐉 {{ x }}\n{% y %}';
    await redis.set("genesis:text", text, { ex: 60 });
    expect(await redis.get("genesis:text")).toBe(text);
    expect(await valkey.ttl("genesis:text")).toBeGreaterThan(50);
    expect(await redis.get("genesis:missing")).toBeNull();
    expect(await redis.set("genesis:word", "OK", { ex: 60 })).toBe("OK");
    expect(await redis.get("genesis:word")).toBe("OK");
    expect(await redis.del("genesis:word")).toBe(1);
    expect(await redis.ping()).toBe("PONG");
  });

  it("carries 20,000 characters either way", async () => {
    const long = "创世🌍".repeat(5_000);
    await redis.set("genesis:long", long, { ex: 60 });
    expect(await redis.get("genesis:long")).toBe(long);
  });

  it("gives one answer for each command of a pipeline, refusals and errors in their places", async () => {
    await valkey.lPush("genesis:list", "item");
    const pipeline = redis.pipeline().set("genesis:key", "word", { ex: 9 }).incr("genesis:key");
    const answers = await pipeline
      .get("genesis:list")
      .get("genesis:key")
      .exec({ keepErrors: true });
    expect(answers).toEqual([
      { result: "OK", error: undefined },
      { result: undefined, error: expect.stringContaining("not available over REST") },
      { result: undefined, error: expect.stringContaining("WRONGTYPE") },
      { result: "word", error: undefined },
    ]);
  });

  it("runs nothing of a transaction that holds a command it does not pass on", async () => {
    const answer = await ask("/multi-exec", [
      ["SET", "genesis:half", "done", "EX", "9"],
      ["INCR", "genesis:half"],
    ]);
    expect(answer).toMatchObject({ status: 400 });
    expect(await redis.get("genesis:half")).toBeNull();
    const whole = await ask("/multi-exec", [
      ["SET", "genesis:whole", "done", "EX", "9"],
      ["GET", "genesis:whole"],
    ]);
    expect(whole).toEqual({ status: 200, body: [{ result: "OK" }, { result: "done" }] });
  });

  it("counts rates by the one script it knows, by text and by hash", async () => {
    const limiter = () =>
      new Ratelimit({
        redis,
        limiter: Ratelimit.slidingWindow(2, "60 s"),
        prefix: "genesis:rate",
        analytics: false,
        ephemeralCache: false,
      });
    await valkey.scriptFlush();
    const results = [];
    for (let time = 0; time < 3; time += 1) results.push(await limiter().limit("a writer"));
    expect(results.map(({ success }) => success)).toEqual([true, true, false]);
  });

  it("answers many at once over its one connection", async () => {
    const keys = Array.from({ length: 500 }, (_, index) => `genesis:many:${index}`);
    await Promise.all(keys.map((key) => redis.set(key, key, { ex: 60 })));
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

  it("passes on the words of this studio, and none of the other commands that the server has", async () => {
    const known = await valkey.sendCommand(["COMMAND", "LIST"]);
    const names = z.array(z.string()).parse(known);
    expect(names.length).toBeGreaterThan(200);
    const refused = { error: expect.stringContaining("not available over REST") };
    const words = new Set(["get", "set", "del", "ping", "eval", "evalsha"]);
    await valkey.set("genesis:kept", "as it was");
    for (const name of names) {
      const word = name.split("|");
      const command = [...word, "genesis:kept", "1"];
      if (words.has(name)) continue;
      for (const path of ["/pipeline", "/multi-exec"]) {
        const { body } = await ask(path, [command]);
        expect(path === "/pipeline" ? body : [body], name).toEqual([refused]);
      }
    }
    expect(await valkey.get("genesis:kept")).toBe("as it was");
  });

  it.each([
    [["EVAL", "return redis.call('CONFIG','GET','*')", "0"]],
    [["EVAL", "return 1", "1", "genesis:key"]],
    [["eval", "return 1", "0"]],
    [["EVALSHA", "f".repeat(40), "0"]],
    [["EVALSHA", "977fb636fb5ceb7e98a96d1b3a1272ba018efdae", "1", "another:key", "1"]],
    [["EVAL_RO", "return 1", "0"]],
    [["SCRIPT", "LOAD", "return 1"]],
    [["FUNCTION", "LOAD", "x"]],
    [["FCALL", "x", "0"]],
    [["CONFIG", "SET", "dir", "/tmp"]],
    [["MODULE", "LOAD", "/tmp/x.so"]],
    [["SLAVEOF", "127.0.0.1", "1"]],
    [["REPLICAOF", "NO", "ONE"]],
    [["ACL", "SETUSER", "x", "on"]],
    [["DEBUG", "SLEEP", "9"]],
    [["FLUSHALL"]],
    [["KEYS", "*"]],
    [["MIGRATE", "127.0.0.1", "1", "genesis:key", "0", "1"]],
    [["GET", "another:key"]],
    [["DEL", "genesis:a", "another:key"]],
    [["SET", "another:key", "x", "EX", "9"]],
    [["SET", "genesis:key"]],
    [["SET", "genesis:key", "x", "PX", "9"]],
    [["SET", "genesis:key", "x", "EX", "9", "GET"]],
    [["PUBLISH", "genesis:wakes:", "x"]],
    [["PUBLISH", "genesis:other", "x"]],
    [["PUBLISH", "genesis:wakes:a b", "x"]],
    [["PUBLISH", "genesis:wakes:a", "x", "y"]],
    [["SUBSCRIBE", "genesis:wakes:a"]],
    [["PING", "x"]],
    [["constructor"]],
    [["__proto__", "x"]],
    [["GET\r\nCONFIG", "genesis:x"]],
  ])("does not pass on %j, alone, in a pipeline or in a transaction", async (command) => {
    const refused = { error: expect.stringContaining("not available over REST") };
    expect(await ask("/", command)).toEqual({ status: 400, body: refused });
    expect(await ask("/pipeline", [command])).toEqual({ status: 200, body: [refused] });
    expect(await ask("/multi-exec", [command])).toEqual({ status: 400, body: refused });
  });

  it.each(["genesis:other", "genesis:wakes:*", "__keyspace@0__:genesis:kept"])(
    "follows no channel but the wakes', as %s",
    async (channel) => {
      const followed = await ask(followPath(channel), []);
      expect(followed).toEqual({ status: 400, body: { error: "ERR no channel of the studio" } });
    },
  );

  it("refuses a body of more than a mebibyte", async () => {
    expect(await ask("/", ["SET", "genesis:big", "x".repeat(1_100_000)])).toMatchObject({
      status: 413,
    });
  });

  it("answers 503 at once while Redis is away, and goes on when it is back", async () => {
    await rest.valkey.kill9();
    const away = { status: 503, body: { error: "ERR Redis is away" } };
    await vi.waitFor(async () => expect(await ask("/", ["PING"])).toEqual(away));
    expect(await ask("/pipeline", [["PING"]])).toEqual(away);
    expect(await ask("/multi-exec", [["PING"]])).toEqual(away);
    await rest.valkey.start();
    await vi.waitFor(async () => expect(await redis.ping()).toBe("PONG"));
  });

  it("notices a Redis that keeps its sockets and says nothing", async () => {
    rest.valkey.freeze();
    const [late, now] = ["genesis:wakes:late", "genesis:wakes:now"];
    const [pinged, followed] = await Promise.all([ask("/", ["PING"]), ask(followPath(late), [])]);
    expect([pinged.status, followed.status]).toEqual([503, 503]);
    rest.valkey.thaw();
    await vi.waitFor(async () => expect(await redis.ping()).toBe("PONG"));
    // Who was refused is not followed for either, once it goes on.
    const leaving = new AbortController();
    const headers = { authorization: `Bearer ${rest.token}` };
    const options = { method: "POST", headers, signal: leaving.signal };
    await vi.waitFor(async () =>
      expect((await fetch(rest.url + followPath(now), options)).status).toBe(200),
    );
    const readers = () => valkey.pubSubNumSub([late, now]);
    await vi.waitFor(async () => expect(await readers()).toEqual({ [late]: 0, [now]: 1 }));
    leaving.abort();
    await vi.waitFor(async () => expect(await readers()).toEqual({ [late]: 0, [now]: 0 }));
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
  const script = join(repositoryRoot, "local", "commands", "redis-bridge.ts");

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
