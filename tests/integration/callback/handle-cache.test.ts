/** The cache in front of the handles, on a real Valkey: it finds, and the table decides. */
import { createServer } from "node:http";
import { once } from "node:events";
import { Redis } from "@upstash/redis";
import type { Sql } from "postgres";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { handleKey, redisHandleCache } from "../../../callback/handle-cache.ts";
import { createHandles } from "../../../callback/handles.ts";
import { createServiceDatabase } from "#runtime/postgres/service-database.ts";
import { type TestDatabase, createDatabase } from "../../provision/postgres.ts";
import { type UpstashRest, startUpstashRest } from "../../provision/valkey.ts";
import { connectAs } from "../sql/session-fixture.ts";
import { WaitFixture } from "./wait-fixture.ts";

let database: TestDatabase;
let app: Sql;
let service: Sql;
let rest: UpstashRest;
let redis: Redis;

beforeAll(async () => {
  [database, rest] = await Promise.all([createDatabase(), startUpstashRest()]);
  app = connectAs(database.url, "genesis_app");
  service = connectAs(database.url, "genesis_service");
  redis = new Redis({ url: rest.url, token: rest.token, enableTelemetry: false });
  await vi.waitFor(() => redis.ping());
});
afterAll(async () => {
  await Promise.all([app.end(), service.end(), rest[Symbol.asyncDispose]()]);
  await database.drop();
});

/** What is not answered in time is nothing; one that is there is waited for, however slow the machine is. */
const cacheOf = (url = rest.url, token = rest.token, timeoutMs = 60_000) =>
  redisHandleCache({ url, token, timeoutMs, restMs: 60_000 });

describe("the cache of handles", () => {
  it("gives what was written, and nothing once that wait is over", async () => {
    const [wait, handle] = [crypto.randomUUID(), crypto.randomUUID()];
    const cache = cacheOf();
    expect(await cache.find(wait)).toBeNull();
    await redis.set(handleKey(wait), handle);
    expect(await cache.find(wait)).toBe(handle);
    await cache.forget(wait);
    expect(await cache.find(wait)).toBeNull();
  });

  it.each(["", "{]", "{}", "12", "not-an-id"])("takes %j in it for nothing", async (garbage) => {
    const wait = crypto.randomUUID();
    await redis.set(handleKey(wait), garbage);
    expect(await cacheOf().find(wait)).toBeNull();
  });

  it("is passed by where it refuses its token, is away or hangs, and then left alone", async () => {
    let asked = 0;
    const hanging = createServer(() => {
      asked += 1;
    }).listen(0, "127.0.0.1");
    await once(hanging, "listening");
    const { port } = z.object({ port: z.int() }).parse(hanging.address());
    expect(await cacheOf(rest.url, "nonsense").find("wait")).toBeNull();
    expect(await cacheOf("http://127.0.0.1:1").find("wait")).toBeNull();
    const hung = cacheOf(`http://127.0.0.1:${port}`, rest.token, 300);
    expect(await hung.find("wait")).toBeNull();
    expect(await hung.find("wait")).toBeNull();
    await hung.forget("wait");
    expect(asked).toBe(1);
    hanging.closeAllConnections();
    hanging.close();
  });
});

describe("an answer's handle", () => {
  const serviceDatabase = () =>
    createServiceDatabase({
      url: database.url,
      applicationName: "test",
      maxConnections: 2,
      deadlineMs: 5_000,
      lockTimeoutMs: 1_000,
    });

  it("is found by the cache where the table agrees, else by the table", async () => {
    const wanted = serviceDatabase();
    const handles = createHandles(wanted);
    const [first, second, third] = await Promise.all(
      [1, 2, 3].map(() => WaitFixture.create(app, service)),
    );
    if (first === undefined || second === undefined || third === undefined) throw new Error();
    for (const wait of [first, second, third]) await wait.pause();
    const [own] = await first.handles();
    const [others] = await third.handles();
    const ask = async (wait: WaitFixture, hint: string | null) =>
      handles.deliverAnswer(await wait.ask(), hint);
    const resume = (wait: WaitFixture, found_by: string) => ({
      outcome: "RESUME",
      flow_run_id: wait.run,
      found_by,
    });
    expect(await ask(first, own?.handle_id ?? "")).toMatchObject(resume(first, "CACHE"));
    expect(await ask(second, others?.handle_id ?? "")).toMatchObject(resume(second, "TABLE"));
    expect(await ask(third, null)).toMatchObject(resume(third, "TABLE"));
    await wanted.stop();
  });
});
