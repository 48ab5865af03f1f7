import { once } from "node:events";
import { type IncomingMessage, type Server, type ServerResponse, createServer } from "node:http";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { type HandleHint, type HandleLookup, redisLookup } from "./handle-lookup.ts";

const hint: HandleHint = {
  handle_id: "0190aaaa-0000-7000-8000-000000000001",
  session_id: "0190aaaa-0000-7000-8000-000000000002",
  flow_run_id: "0190aaaa-0000-7000-8000-000000000003",
  status: "PAUSED",
};
const command = z.array(z.union([z.string(), z.number()]));

let server: Server;
let url: string;
let kept: Map<string, string>;
let isHanging = false;
let asked: number;
let table: HandleLookup;

beforeEach(async () => {
  kept = new Map();
  asked = 0;
  isHanging = false;
  table = {
    name: "table",
    find: async () => {
      asked += 1;
      return hint;
    },
    remember: async () => undefined,
  };
  // Upstash's REST: a command as a JSON array, its reply as {result}, encoded where that is asked for.
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) if (Buffer.isBuffer(chunk)) chunks.push(chunk);
    const [name, key, value] = command.parse(JSON.parse(Buffer.concat(chunks).toString()));
    if (String(name).toLowerCase() === "set") kept.set(String(key), String(value));
    const result = String(name).toLowerCase() === "get" ? (kept.get(String(key)) ?? null) : "OK";
    const isEncoded = request.headers["upstash-encoding"] === "base64";
    const encoded = result !== null && isEncoded ? Buffer.from(result).toString("base64") : result;
    response.writeHead(200, { "content-type": "application/json" });
    response.end(JSON.stringify({ result: encoded }));
  };
  server = createServer((request, response) => {
    if (isHanging) return;
    answer(request, response).catch((error: unknown) => response.destroy(new Error(String(error))));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  url = `http://127.0.0.1:${address.port}`;
});

afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await once(server, "close");
});

const lookup = () =>
  redisLookup({ url, token: "token", timeToLiveSeconds: 60, timeoutMs: 200 }, table);

describe("the Redis lookup", () => {
  it("asks the table once and then the cache", async () => {
    expect(await lookup().find("wait")).toEqual(hint);
    expect(await lookup().find("wait")).toEqual(hint);
    expect(asked).toBe(1);
  });

  it("gives what was remembered last", async () => {
    const redis = lookup();
    await redis.remember("wait", { ...hint, status: "RESUMED" });
    expect(await redis.find("wait")).toMatchObject({ status: "RESUMED" });
    expect(asked).toBe(0);
  });

  it("takes garbage in the cache for nothing", async () => {
    kept.set("genesis:handle:wait", "{]");
    expect(await lookup().find("wait")).toEqual(hint);
    kept.set("genesis:handle:wait", '{"handle_id": 1}');
    expect(await lookup().find("wait")).toEqual(hint);
    expect(asked).toBe(2);
  });

  it("is passed by where the cache hangs", async () => {
    isHanging = true;
    expect(await lookup().find("wait")).toEqual(hint);
    await lookup().remember("wait", hint);
  });
});
