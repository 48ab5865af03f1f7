/** LISTEN through a connection that is cut, with and without either side being told. */
import postgres, { type Sql } from "postgres";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createWakeListener, type WakeListener } from "#runtime/postgres/wake-listener.ts";
import { createDatabase, type TestDatabase } from "../../provision/postgres.ts";
import { startTcpProxy, type TcpProxy } from "../../provision/tcp-proxy.ts";

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
  await vi.waitFor(() => expect(listener.isHearing()).toBe(true));
});

afterEach(async () => {
  await listener.stop();
  await Promise.all([sql.end(), proxy.stop()]);
  await database.drop();
});

it("many listeners share their heartbeats: who has heard another notifies nothing", async () => {
  const many = Array.from({ length: 12 }, () =>
    createWakeListener({
      url: database.url,
      applicationName: "one of many",
      channels: {},
      heartbeatMs: 400,
      silentMs: 5_000,
      onListening: () => undefined,
      onReplaced: () => (replaced += 1),
    }),
  );
  try {
    for (const each of many) each.start();
    for (const each of many) {
      await vi.waitFor(() => expect(each.isHearing()).toBe(true));
    }
    // The listener under test notifies every tenth of a second, and that is enough for all.
    let beats = 0;
    const observed = await sql.listen("genesis_heartbeat", () => (beats += 1));
    const before = replaced;
    await vi.waitFor(() => expect(beats).toBeGreaterThanOrEqual(20));
    await observed.unlisten();
    const [counted] = await sql<{ beats: number }[]>`
      select count(*)::int as beats from pg_stat_activity
      where application_name = 'one of many' and query ilike '%pg_notify%' and state_change > now() - interval '1 second'`;
    expect(counted?.beats ?? 0).toBeLessThanOrEqual(2);
    expect(replaced).toBe(before);
  } finally {
    await Promise.all(many.map((each) => each.stop()));
  }
});
