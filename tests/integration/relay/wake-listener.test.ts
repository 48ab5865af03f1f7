/** LISTEN through a connection that is cut, with and without either side being told. */
import postgres, { type Sql } from "postgres";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { type WakeListener, createWakeListener } from "#runtime/postgres/wake-listener.ts";
import { type TestDatabase, createDatabase } from "../../provision/postgres.ts";
import { type TcpProxy, startTcpProxy } from "../../provision/tcp-proxy.ts";

let database: TestDatabase;
let proxy: TcpProxy;
let sql: Sql;
let listener: WakeListener;
let wakes = 0;
let replaced = 0;

beforeEach(async () => {
  database = await createDatabase();
  proxy = await startTcpProxy(() => Number(new URL(database.url).port));
  sql = postgres(database.url, { max: 1 });
  wakes = 0;
  replaced = 0;
  const wake = () => {
    wakes += 1;
  };
  listener = createWakeListener({
    url: proxy.through(database.url),
    applicationName: "listener under test",
    channels: { genesis_events: wake },
    heartbeatMs: 100,
    silentMs: 600,
    onListening: wake,
    onReplaced: () => {
      replaced += 1;
    },
  });
  listener.start();
  await vi.waitFor(() => expect(listener.isHearing()).toBe(true), { timeout: 10_000 });
});

afterEach(async () => {
  await listener.stop();
  await Promise.all([sql.end(), proxy.stop()]);
  await database.drop();
});

/** A NOTIFY arrives; tried again until it does. */
const isHeard = () =>
  vi.waitFor(
    async () => {
      const before = wakes;
      await sql`select genesis.wake('events')`;
      await vi.waitFor(() => expect(wakes).toBeGreaterThan(before), { timeout: 200 });
    },
    { timeout: 10_000 },
  );

it("a LISTEN connection that no longer hears itself is replaced, and wakes are heard again", async () => {
  await isHeard();
  proxy.blackHole();
  await vi.waitFor(() => expect(replaced).toBeGreaterThan(0), { timeout: 5_000 });
  await isHeard();
});

it("each LISTEN that is had again wakes by itself, so that what was committed meanwhile is looked for at once", async () => {
  await isHeard();
  proxy.refuse();
  await vi.waitFor(() => expect(proxy.connections).toBe(0));
  const settled = wakes;
  // Sent while nobody listens: it is never heard.
  await sql`select genesis.wake('events')`;
  proxy.accept();
  await vi.waitFor(() => expect(wakes).toBeGreaterThan(settled), { timeout: 10_000 });
  await isHeard();
});
