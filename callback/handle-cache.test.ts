import { once } from "node:events";
import { createServer } from "node:http";
import { expect, test } from "vitest";
import { redisHandleCache } from "./handle-cache.ts";

test("a cache that answers late is left alone, and costs the answers after it nothing", async () => {
  let asked = 0;
  const server = createServer(() => {
    asked += 1;
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" ? (address?.port ?? 0) : 0;
  const url = `http://127.0.0.1:${port}`;
  const cache = redisHandleCache({ url, token: "t", timeoutMs: 2_000, restMs: 60_000 });
  for (let answer = 0; answer < 20; answer += 1) {
    expect(await cache.find("019aa0c2-0000-7000-8000-00000000002a")).toBeNull();
    await cache.forget("019aa0c2-0000-7000-8000-00000000002a");
  }
  expect(asked).toBe(1);
  server.closeAllConnections();
  server.close();
});
