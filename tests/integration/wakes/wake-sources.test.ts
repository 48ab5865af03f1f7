/**
 * Whatever brings wakes keeps one contract: PostgreSQL's LISTEN, and each broker that a region's channel
 * may be on, fed from LISTEN. Real servers, behind a proxy that cuts them.
 */
import postgres, { type Sql } from "postgres";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { WakeChannelName } from "#runtime/postgres/wake-channels.ts";
import { createWakeListener, type WakeListener } from "#runtime/postgres/wake-listener.ts";
import { wakeChannelOpener } from "#runtime/wakes/wake-broker.ts";
import { createWakeFeed, type WakeFeed } from "#runtime/wakes/wake-feed.ts";
import { createWakeFollower } from "#runtime/wakes/wake-follower.ts";
import { createDatabase, type TestDatabase } from "../../provision/postgres.ts";
import { startTcpProxy, type TcpProxy } from "../../provision/tcp-proxy.ts";
import { BROKERS, type CuttableBroker, startBroker } from "./brokers.ts";

const ONE = "01994b2e-0000-7000-8000-000000000001";
const TWO = "01994b2e-0000-7000-8000-000000000002";
const WAIT = { interval: 20 } as const;

let database: TestDatabase;
let sql: Sql;
beforeAll(async () => {
  database = await createDatabase();
  sql = postgres(database.url, { max: 1 });
});
afterAll(async () => {
  await sql.end();
  await database.drop();
});

const wake = (channel: string, about: string) => sql`select genesis.wake(${channel}, ${about})`;

interface Heard {
  readonly source: WakeListener;
  readonly wakes: string[];
  looks: number;
  replaced: number;
}

function hear(make: (options: HeardOptions) => WakeListener): Heard {
  const wakes: string[] = [];
  const on = (channel: WakeChannelName) => (text: string) => void wakes.push(`${channel} ${text}`);
  const heard = { wakes, looks: 0, replaced: 0 };
  const source = make({
    channels: {
      genesis_events: on("genesis_events"),
      genesis_progress: on("genesis_progress"),
      genesis_accounts: on("genesis_accounts"),
    },
    silentMs: 800,
    onListening: () => (heard.looks += 1),
    onReplaced: () => (heard.replaced += 1),
  });
  return Object.assign(heard, { source });
}

interface HeardOptions {
  readonly channels: Readonly<Record<WakeChannelName, (text: string) => void>>;
  readonly silentMs: number;
  readonly onListening: () => void;
  readonly onReplaced: (reason: string) => void;
}

const feedTo = (broker: CuttableBroker): WakeFeed =>
  createWakeFeed({
    databaseUrl: database.url,
    open: wakeChannelOpener(broker.broker),
    topic: async () => "genesis:wakes:of-this-test",
    heartbeatMs: 100,
    listenHeartbeatMs: 100,
    listenSilentMs: 2_000,
    onPublished: () => undefined,
    onFailed: () => undefined,
  });

const followOf = (broker: CuttableBroker) => (options: HeardOptions) =>
  createWakeFollower({
    ...options,
    open: wakeChannelOpener(broker.broker),
    topic: async () => "genesis:wakes:of-this-test",
  });

describe.each(["listen", ...BROKERS] as const)("wakes by %s", (kind) => {
  let broker: CuttableBroker | null = null;
  let listenProxy: TcpProxy | null = null;
  let feed: WakeFeed | null = null;
  let heard: Heard;
  const proxy = () => broker?.proxy ?? listenProxy;

  beforeAll(async () => {
    if (kind === "listen") {
      const through = await startTcpProxy(() => Number(new URL(database.url).port));
      listenProxy = through;
      heard = hear((options) =>
        createWakeListener({
          ...options,
          url: through.through(database.url),
          applicationName: "a source under test",
          heartbeatMs: 100,
        }),
      );
    } else {
      broker = await startBroker(kind);
      feed = feedTo(broker);
      feed.start();
      heard = hear(followOf(broker));
    }
    heard.source.start();
    await vi.waitFor(() => expect(heard.source.isHearing()).toBe(true), WAIT);
  });
  afterAll(async () => {
    await heard.source.stop();
    await feed?.stop();
    await listenProxy?.stop();
    await broker?.[Symbol.asyncDispose]();
  });

  /** Sent until it is heard: what is sent while a connection is made is lost. */
  const isHeard = (about: string) =>
    vi.waitFor(async () => {
      await wake("events", about);
      await vi.waitFor(() => expect(heard.wakes).toContain(`genesis_events ${about}`), {
        timeout: 300,
        interval: 5,
      });
    }, WAIT);

  it("each wake is heard on its channel, with whom it is about", async () => {
    await isHeard(ONE);
    heard.wakes.length = 0;
    await wake("progress", `${ONE},${TWO}`);
    await wake("accounts", "");
    await vi.waitFor(() => {
      expect(heard.wakes).toContain(`genesis_progress ${ONE},${TWO}`);
      expect(heard.wakes).toContain("genesis_accounts ");
    }, WAIT);
    expect(heard.wakes).toHaveLength(2);
  });

  it("a connection on which nothing comes is replaced, looks at what was missed, and hears again", async () => {
    const { looks, replaced } = heard;
    proxy()?.blackHole();
    await vi.waitFor(() => expect(heard.replaced).toBeGreaterThan(replaced), WAIT);
    expect(heard.source.isHearing()).toBe(false);
    // A black hole stays one for what is open; what is opened from here on gets through.
    proxy()?.accept();
    await vi.waitFor(() => expect(heard.looks).toBeGreaterThan(looks), WAIT);
    await isHeard(TWO);
  });

  it("while its server is away it says that it hears nothing, and looks once it is back", async () => {
    proxy()?.refuse();
    await vi.waitFor(() => expect(heard.source.isHearing()).toBe(false), WAIT);
    await wake("events", ONE);
    const { looks } = heard;
    heard.wakes.length = 0;
    proxy()?.accept();
    await vi.waitFor(() => expect(heard.looks).toBeGreaterThan(looks), WAIT);
    await isHeard(TWO);
  });

  if (kind === "listen") return;
  it("of two that feed one is heeded, and the other once that one is gone", async () => {
    const second = broker === null ? null : feedTo(broker);
    // The other may be heeded as soon as it is there, where a busy machine has kept the first one silent.
    const { looks } = heard;
    second?.start();
    try {
      await vi.waitFor(() => expect(second?.fault()).toBeNull(), WAIT);
      await isHeard(ONE);
      heard.wakes.length = 0;
      for (const about of [ONE, TWO, ONE, TWO]) await wake("accounts", about);
      await wake("progress", TWO);
      await vi.waitFor(() => expect(heard.wakes).toContain(`genesis_progress ${TWO}`), WAIT);
      const told = heard.wakes.filter((one) => one.startsWith("genesis_progress"));
      expect(told).toHaveLength(1);
      await feed?.stop();
      await vi.waitFor(() => expect(heard.looks).toBeGreaterThan(looks), WAIT);
      await isHeard(TWO);
    } finally {
      await heard.source.stop();
      await second?.stop();
    }
  });
});
