/** Who follows a channel through the bridge and reads no more, as a process that was stopped does. */
import { connect } from "node:net";
import { createClient } from "@redis/client";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type UpstashRest, startUpstashRest } from "../../provision/valkey.ts";

let rest: UpstashRest;
/** Past the bridge. */
let valkey: ReturnType<typeof createClient>;
beforeAll(async () => {
  rest = await startUpstashRest();
  valkey = createClient({ url: rest.valkey.url });
  valkey.on("error", () => undefined);
  await valkey.connect();
});
afterAll(async () => {
  valkey.destroy();
  await rest[Symbol.asyncDispose]();
});

const CHANNEL = "genesis:wakes:stopped";
const MESSAGE = "x".repeat(8_000);
/** More than the connection and the bridge hold of it together. */
const MOST_SENT = 10_000;
const AT_ONCE = 50;

const followers = async () => (await valkey.pubSubNumSub([CHANNEL]))[CHANNEL];

it("is let go of, and nothing more is held for it", async () => {
  const { hostname, port } = new URL(rest.url);
  const stopped = connect(Number(port), hostname);
  stopped.pause();
  const head = [
    `POST /subscribe/${encodeURIComponent(CHANNEL)} HTTP/1.1`,
    "host: bridge",
    "content-length: 2",
    "content-type: application/json",
    `authorization: Bearer ${rest.token}`,
  ];
  stopped.write(`${head.join("\r\n")}\r\n\r\n[]`);
  await expect.poll(followers).toBe(1);
  for (let sent = 0; sent < MOST_SENT && (await followers()) === 1; sent += AT_ONCE) {
    await Promise.all(Array.from({ length: AT_ONCE }, () => valkey.publish(CHANNEL, MESSAGE)));
  }
  await expect.poll(followers).toBe(0);
  stopped.destroy();
});
