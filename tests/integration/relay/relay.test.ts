/** The relay between a real outbox and a publisher that is told what to do. */
import { pino } from "pino";
import postgres, { type Sql } from "postgres";
import { Registry } from "prom-client";
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { EventHandler } from "#runtime/delivery.ts";
import type { OutboxMessage } from "#shared/events/delivery.ts";
import { UnacceptableMessageError } from "#shared/events/unacceptable-message.ts";
import { RELAY_DEFAULTS, type RelayConfig } from "../../../relay/config.ts";
import { LockLostError, openOutbox } from "../../../relay/outbox.ts";
import { directPublisher } from "../../../relay/publishers/direct.ts";
import { type Relay, startRelay } from "../../../relay/start-relay.ts";
import { createDatabase, type TestDatabase } from "../../provision/postgres.ts";
import { connectAs, SessionFixture } from "../sql/session-fixture.ts";
import { promisedMs } from "../../provision/patience-ms.ts";

let database: TestDatabase;
let app: Sql;
let service: Sql;
let config: RelayConfig;
const relays: Relay[] = [];

beforeEach(async () => {
  database = await createDatabase();
  app = connectAs(database.url, "genesis_app");
  service = connectAs(database.url, "genesis_service");
  config = { ...RELAY_DEFAULTS, databaseUrl: database.url, pollIntervalMs: 100 };
});

afterEach(async () => {
  await Promise.all(relays.splice(0).map((relay) => relay.stop()));
  await Promise.all([app.end(), service.end()]);
  await database.drop();
});

afterAll(() => vi.restoreAllMocks());

async function start(handle: EventHandler, changes: Partial<RelayConfig> = {}): Promise<Relay> {
  const log = pino({ level: "silent" });
  const relay = await startRelay({ ...config, ...changes }, directPublisher(handle), { log });
  relays.push(relay);
  return relay;
}

const eventually = <T>(look: () => Promise<T> | T) => vi.waitFor(look, { interval: 25 });

async function statuses(session: string): Promise<readonly string[]> {
  const rows = await service<{ status: string }[]>`
    select status from event_outbox where session_id = ${session} order by outbox_id`;
  return rows.map((row) => row.status);
}

/** A session with an idea, stopped, asked again …: a handful of events. */
async function busySession(rounds: number): Promise<SessionFixture> {
  const session = await SessionFixture.create(app, service);
  for (let round = 0; round < rounds; round += 1) {
    await session.accepted("SUBMIT_IDEA", { idea: `idea ${round}` });
    await session.accepted("CANCEL_GENERATION");
  }
  return session;
}

describe("the relay", () => {
  it("delivers every event of a session once, in the order of its versions", async () => {
    const seen: OutboxMessage[] = [];
    const sessions = await Promise.all([busySession(5), busySession(5), busySession(5)]);
    await start(async (message) => {
      seen.push(message);
    });
    for (const { session } of sessions) {
      await eventually(async () =>
        expect(await statuses(session)).toEqual(Array.from({ length: 11 }, () => "SENT")),
      );
      const versions = seen.filter((m) => m.session_id === session).map((m) => m.version);
      expect(versions).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    }
    expect(seen[0]).toMatchObject({ event_type: "genesis.session.created", command_id: null });
  });

  it("hears of a committed event at once, without waiting for its poll", async () => {
    const seen = new Set<string>();
    const relay = await start(
      async (message) => {
        seen.add(message.session_id);
      },
      { pollIntervalMs: 60_000 },
    );
    await eventually(() => expect(relay.isActive()).toBe(true));
    const first = await SessionFixture.create(app, service);
    await eventually(async () => {
      await service`select genesis.wake('events')`;
      expect(seen).toContain(first.session);
    });
  });

  it("gives an event again, for ever, while its receiver is away, and holds up no other session", async () => {
    const away = await busySession(1);
    const other = await busySession(1);
    let isAway = true;
    let tries = 0;
    const handle: EventHandler = async (message) => {
      if (message.session_id !== away.session || !isAway) return;
      tries += 1;
      throw new Error("connection refused");
    };
    await start(handle, { heartbeatIntervalMs: 100 });
    const told = async () => {
      const [row] = await service<{ problem: string | null }[]>`
        select genesis.parts() -> 'relay' ->> 'problem' as problem`;
      return row?.problem;
    };
    await eventually(async () =>
      expect(await statuses(other.session)).toEqual(["SENT", "SENT", "SENT"]),
    );
    await eventually(() => expect(tries).toBeGreaterThan(3));
    await eventually(async () => expect(await told()).toBe("EVENTS_NOT_PUBLISHED"));
    expect(await statuses(away.session)).toEqual(["PENDING", "PENDING", "PENDING"]);
    const [row] = await service<{ attempts: number }[]>`
      select max(attempts) as attempts from event_outbox where session_id = ${away.session}`;
    expect(row?.attempts).toBe(0);
    isAway = false;
    await eventually(async () =>
      expect(await statuses(away.session)).toEqual(["SENT", "SENT", "SENT"]),
    );
    await eventually(async () => expect(await told()).toBe(null));
  });

  it("tries a poison event after 1, 2 and 4 s, ends its command, and lets its session go on", async () => {
    const poisoned = await SessionFixture.create(app, service);
    const { command_id } = await poisoned.accepted("SUBMIT_IDEA", { idea: "too much" });
    const other = await SessionFixture.create(app, service);
    const tries: number[] = [];
    const seen: string[] = [];
    await start(async (message) => {
      if (message.command_id === command_id && message.event_type === "genesis.idea.submitted") {
        tries.push(performance.now());
        throw new UnacceptableMessageError("too large");
      }
      seen.push(`${message.session_id} ${message.event_type}`);
    });
    await eventually(async () => expect(await statuses(other.session)).toEqual(["SENT"]));
    await eventually(async () =>
      expect(await statuses(poisoned.session)).toEqual(["SENT", "FAILED", "SENT"]),
    );
    const waits = tries.slice(1).map((at, index) => at - (tries[index] ?? at));
    expect(waits).toHaveLength(3);
    for (const [index, ms] of waits.entries()) {
      const seconds = [1, 2, 4][index] ?? 0;
      expect(ms).toBeGreaterThanOrEqual(seconds * 1_000);
      expect(ms).toBeLessThan(promisedMs((seconds + 1) * 1_000));
    }
    expect(seen).toContain(`${poisoned.session} genesis.command.failed`);
    const state = await poisoned.state();
    expect(state.is_pending).toBe(false);
    expect(state.last_error).toMatchObject({ code: "EVENT_UNDELIVERABLE" });
  });

  it("of two relays one is active, and the other takes over within five seconds of its end", async () => {
    const seen: string[] = [];
    const first = await start(async () => undefined);
    await eventually(() => expect(first.isActive()).toBe(true));
    const second = await start(async (message) => {
      seen.push(message.session_id);
    });
    const session = await SessionFixture.create(app, service);
    await eventually(async () => expect(await statuses(session.session)).toEqual(["SENT"]));
    expect(second.isActive()).toBe(false);
    expect(seen).toEqual([]);
    const stoppedAt = performance.now();
    await first.stop();
    await eventually(() => expect(second.isActive()).toBe(true));
    expect(performance.now() - stoppedAt).toBeLessThan(promisedMs(5_000));
  });

  it("loses its lock when it falls silent, and what it then wants to mark stays as it is", async () => {
    const zombie = openOutbox(config);
    expect(await zombie.takeLock()).toBe("HELD");
    expect(zombie.isHeld()).toBe(true);
    const session = await SessionFixture.create(app, service);
    const { messages: claimed } = await zombie.claim(10, []);
    expect(claimed.map((m) => m.session_id)).toEqual([session.session]);
    // It does not ping: PostgreSQL ends its connection, and with it the lock.
    const successor = openOutbox(config);
    await eventually(async () => expect(await successor.takeLock()).toBe("HELD"));
    expect(zombie.isHeld()).toBe(false);
    await expect(zombie.markSent(claimed.map((m) => m.outbox_id))).rejects.toThrow(Error);
    await expect(zombie.markSent(claimed.map((m) => m.outbox_id))).rejects.toBeInstanceOf(
      LockLostError,
    );
    expect(await statuses(session.session)).toEqual(["PENDING"]);
    expect((await successor.claim(10, [])).messages).toEqual(claimed);
    await Promise.all([zombie.stop(), successor.stop()]);
  });

  it("goes on by itself after PostgreSQL has ended all of its connections", async () => {
    const seen: string[] = [];
    const relay = await start(async (message) => {
      seen.push(message.session_id);
    });
    await eventually(() => expect(relay.isActive()).toBe(true));
    const owner = postgres(database.url, { max: 1 });
    await owner`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and application_name like 'genesis relay%'`;
    await owner.end();
    const session = await SessionFixture.create(app, service);
    await eventually(async () => expect(await statuses(session.session)).toEqual(["SENT"]));
    expect(seen).toContain(session.session);
  });

  it("prunes what was SENT long ago, and nothing else", async () => {
    const session = await busySession(2);
    await service`update event_outbox set status = 'SENT', sent_at = now() - interval '2 days'
      where session_id = ${session.session} and outbox_id % 2 = 0`;
    const before = (await statuses(session.session)).filter((status) => status === "PENDING");
    const [pruned] = await service`select genesis.prune_outbox('1 day', 5000) as pruned`;
    expect(pruned?.["pruned"]).toEqual({ pruned: 5 - before.length });
    expect(await statuses(session.session)).toEqual(before);
    const [stats] = await service`select genesis.outbox_stats() as stats`;
    expect(stats?.["stats"]).toMatchObject({ pending: before.length, failed: 0 });
  });

  it("gives an event that an operator retries, though the poll has passed it long ago", async () => {
    const seen: string[] = [];
    const session = await busySession(1);
    await service`update event_outbox set status = 'FAILED' where session_id = ${session.session}
      and outbox_id = (select min(outbox_id) from event_outbox)`;
    const relay = await start(
      async (message) => {
        seen.push(`${message.session_id} ${message.version}`);
      },
      { pollFromStartEveryMs: 500 },
    );
    await eventually(async () =>
      expect(await statuses(session.session)).toEqual(["FAILED", "SENT", "SENT"]),
    );
    for (let round = 0; round < 3; round += 1) await busySession(1);
    await eventually(async () => expect(new Set(seen).size).toBe(11));
    await service`select genesis.retry_outbox(null)`;
    await eventually(async () =>
      expect(await statuses(session.session)).toEqual(["SENT", "SENT", "SENT"]),
    );
    await relay.stop();
  });

  it("says by its metrics why it looked, what it sent, tried again and gave up", async () => {
    const registry = new Registry();
    const session = await SessionFixture.create(app, service);
    const { command_id } = await session.accepted("SUBMIT_IDEA", { idea: "too much" });
    const relay = await startRelay(
      config,
      directPublisher(async (message) => {
        if (message.command_id !== command_id || message.version !== 2) return;
        throw new UnacceptableMessageError("too large");
      }),
      { log: pino({ level: "silent" }), registry },
    );
    relays.push(relay);
    const value = async (name: string, labels: Readonly<Record<string, string>> = {}) => {
      const metric = await registry.getSingleMetric(name)?.get();
      return metric?.values.find((entry) =>
        Object.entries(labels).every(([label, wanted]) => entry.labels[label] === wanted),
      )?.value;
    };
    await eventually(async () => expect(await value("genesis_relay_failures_total")).toBe(1));
    expect(await value("genesis_relay_retries_total")).toBe(3);
    await eventually(async () =>
      expect(await value("genesis_relay_published_total", { outcome: "SENT" })).toBe(2),
    );
    expect(await value("genesis_relay_active", { partition: "0" })).toBe(1);
    expect(await value("genesis_relay_wakes_total", { reason: "poll" })).toBeGreaterThan(0);
    await eventually(async () => {
      await service`select genesis.wake('events')`;
      expect(await value("genesis_relay_wakes_total", { reason: "notify" })).toBeGreaterThan(0);
    });
    await eventually(async () => expect(await value("genesis_outbox_failed")).toBe(1));
    expect(await value("genesis_outbox_pending")).toBe(0);
    const waiting = await SessionFixture.create(app, service);
    await waiting.accepted("SUBMIT_IDEA", { idea: "nobody begins it" });
    await service`
      update command_inbox set received_at = now() - interval '90 seconds'
      where session_id = ${waiting.session}`;
    await eventually(async () =>
      expect(await value("genesis_commands_oldest_received_seconds")).toBeGreaterThan(89),
    );
  });
});
