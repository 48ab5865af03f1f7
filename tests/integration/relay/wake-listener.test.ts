/** LISTEN through a connection that is cut without either side being told. */
import { once } from "node:events";
import { type Socket, connect, createServer } from "node:net";
import postgres from "postgres";
import { expect, it, vi } from "vitest";
import { startWakeListener } from "#shared/database/wake-listener.ts";
import { createDatabase } from "../../provision/postgres.ts";

/** A TCP proxy whose present connections can be made to carry nothing any more. */
async function proxyTo(target: URL) {
  let isBlackHole: { value: boolean } = { value: false };
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const hole = isBlackHole;
    const upstream = connect(Number(target.port), target.hostname);
    for (const [from, to] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(from);
      from.on("data", (chunk) => {
        if (!hole.value) to.write(chunk);
      });
      from.on("error", () => undefined);
      from.on("close", () => {
        sockets.delete(from);
        if (!hole.value) to.destroy();
      });
    }
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  const url = new URL(target);
  url.port = String(address.port);
  return {
    url: url.href,
    /** What is connected now is cut; who connects from now on gets through. */
    swallow() {
      isBlackHole.value = true;
      isBlackHole = { value: false };
    },
    stop() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

it("a LISTEN connection that no longer hears itself is replaced, and wakes are heard again", async () => {
  await using database = await createDatabase();
  const proxy = await proxyTo(new URL(database.url));
  const sql = postgres(database.url, { max: 1 });
  let wakes = 0;
  let replaced = 0;
  const listener = startWakeListener({
    url: proxy.url,
    applicationName: "listener under test",
    channels: ["genesis_events"],
    heartbeatMs: 100,
    silentMs: 600,
    onWake: () => {
      wakes += 1;
    },
    onReplaced: () => {
      replaced += 1;
    },
  });
  const isHeard = () =>
    vi.waitFor(
      async () => {
        const before = wakes;
        await sql`select genesis.wake('events')`;
        await vi.waitFor(() => expect(wakes).toBeGreaterThan(before), { timeout: 200 });
      },
      { timeout: 10_000 },
    );
  try {
    await isHeard();
    await vi.waitFor(() => expect(listener.isHearing()).toBe(true));
    expect(replaced).toBe(0);
    proxy.swallow();
    await vi.waitFor(() => expect(replaced).toBe(1), { timeout: 5_000 });
    await isHeard();
  } finally {
    await listener.stop();
    await sql.end();
    proxy.stop();
  }
});
