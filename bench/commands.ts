/**
 * Accepting a command against a bare one-row insert and against emmett-postgresql appending one
 * event, in the same run: interleaved rounds on one embedded PostgreSQL with its durable defaults.
 * Each command is a SUBMIT_IDEA to a fresh session, as genesis_app under row-level security, with
 * the edge's own pool and its coalesced wake-up.
 */
import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { getPostgreSQLEventStore } from "@event-driven-io/emmett-postgresql";
import postgres, { type Sql } from "postgres";
import { createDatabase } from "../edge/database/database.ts";
import { createOperations } from "../edge/database/operations.ts";
import { createWaker } from "../edge/database/waker.ts";
import { migrate } from "../local/migrate/migrate.ts";
import { startEmbeddedPostgres } from "../local/postgres/embedded-postgres.ts";
import { type BenchOptions, type Measurement, median } from "./measurement.ts";

const CLIENTS = [1, 16, 64] as const;
/** Where the goal is set. */
const GOAL_CLIENTS = 16;
const ROUNDS = 5;
const PAYLOAD = { idea: "A lighthouse keeper finds that the light has been calling something in." };

interface Drive {
  readonly perSecond: number;
  readonly p50Ms: number;
}

/** Runs `count` operations with that many clients at a time. */
async function drive(
  count: number,
  clients: number,
  operation: (index: number) => Promise<unknown>,
): Promise<Drive> {
  let next = 0;
  const latencies: number[] = [];
  const startedAt = performance.now();
  const client = async () => {
    while (next < count) {
      const index = next++;
      const sentAt = performance.now();
      await operation(index);
      latencies.push(performance.now() - sentAt);
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  const seconds = (performance.now() - startedAt) / 1000;
  return { perSecond: count / seconds, p50Ms: median(latencies) };
}

/** The three contenders on one server, each with a pool of as many connections as clients. */
async function contenders(url: string, clients: number) {
  const bare = postgres(url, { max: clients, onnotice: () => {} });
  const database = createDatabase({
    url,
    role: "genesis_app",
    isPooled: false,
    maxConnections: clients,
    deadlineMs: 30_000,
    applicationName: "genesis-bench",
  });
  const operations = createOperations(database);
  const waker = createWaker(
    () => operations.wake(),
    () => {},
  );
  const account = { accountId: randomUUID(), signInId: null, isAsked: false };
  const body = JSON.stringify(PAYLOAD);
  await operations.createSession(account, { title: "", language: "en" }, null);
  return {
    async round(count: number): Promise<{ insert: Drive; command: Drive }> {
      const sessions: string[] = [];
      await drive(count, clients, async () => {
        const created = await operations.createSession(
          account,
          { title: "", language: "en" },
          null,
        );
        if (created.outcome !== "CREATED") throw new Error(created.outcome);
        sessions.push(created.state.session_id);
      });
      const insert = await drive(
        count,
        clients,
        () => bare`insert into bench_bare (payload) values (${body}::text::jsonb)`,
      );
      const command = await drive(count, clients, async (index) => {
        const accepted = await operations.acceptCommand(
          account,
          sessions[index] ?? "",
          { commandType: "SUBMIT_IDEA", payload: PAYLOAD, expectedVersion: null },
          null,
        );
        if (accepted.outcome !== "ACCEPTED") throw new Error(accepted.outcome);
        waker.wake();
      });
      return { insert, command };
    },
    async stop() {
      await waker.settled();
      await Promise.all([database.stop(), bare.end()]);
    },
  };
}

async function appendWithEmmett(url: string, count: number): Promise<Drive> {
  const store = getPostgreSQLEventStore(url);
  try {
    const append = () =>
      store.appendToStream(`session-${randomUUID()}`, [{ type: "IdeaSubmitted", data: PAYLOAD }]);
    // The first append creates its schema.
    await append();
    return await drive(count, GOAL_CLIENTS, append);
  } finally {
    await store.close();
  }
}

async function* compare(url: string, clients: number): AsyncIterable<Measurement> {
  const suffix = clients === GOAL_CLIENTS ? "" : `_${clients}_clients`;
  const goal = clients === GOAL_CLIENTS ? ">= 0.4" : null;
  const pair = await contenders(url, clients);
  try {
    const rounds: Awaited<ReturnType<typeof pair.round>>[] = [];
    await pair.round(200);
    for (let round = 0; round < ROUNDS; round += 1) {
      rounds.push(await pair.round(clients === GOAL_CLIENTS ? 2_000 : 500));
    }
    const of = (pick: (round: (typeof rounds)[number]) => number) => median(rounds.map(pick));
    yield {
      metric: `throughput_ratio_vs_bare_insert${suffix}`,
      value: of(({ command, insert }) => command.perSecond / insert.perSecond),
      unit: "ratio",
      goal,
    };
    const each = { command: "commands", insert: "bare_inserts" } as const;
    for (const kind of ["command", "insert"] as const) {
      const value = of((round) => round[kind].perSecond);
      yield { metric: `${each[kind]}_per_second${suffix}`, value, unit: "1/s", goal: null };
      const p50 = of((round) => round[kind].p50Ms);
      yield { metric: `${kind}_p50${suffix}`, value: p50, unit: "ms", goal: null };
    }
  } finally {
    await pair.stop();
  }
}

/** Fresh sessions, one event each, until the store holds that many. */
async function fill(owner: Sql, events: number): Promise<void> {
  const [row] = await owner<{ stored: number }[]>`
    select count(*)::int as stored from domain_events`;
  for (let missing = events - (row?.stored ?? 0); missing > 0; missing -= 10_000) {
    await owner`
      select count(genesis.create_session(${randomUUID()}::uuid, null, 'en', null, null))
      from generate_series(1, ${Math.min(missing, 10_000)}::int)`;
  }
}

async function* growth(url: string, owner: Sql, sizes: readonly number[]) {
  for (const size of sizes) {
    await fill(owner, size);
    await owner`vacuum analyze`;
    const pair = await contenders(url, GOAL_CLIENTS);
    try {
      await pair.round(200);
      const figures: number[] = [];
      for (let round = 0; round < ROUNDS; round += 1) {
        figures.push((await pair.round(1_000)).command.perSecond);
      }
      yield {
        metric: `commands_per_second_at_${size}_events`,
        value: median(figures),
        unit: "1/s",
        goal: null,
      };
    } finally {
      await pair.stop();
    }
  }
}

export async function* run(options: BenchOptions): AsyncIterable<Measurement> {
  const directory = await mkdtemp(join(tmpdir(), "genesis-bench-"));
  const server = await startEmbeddedPostgres({
    directory,
    logFile: join(directory, "postgres.log"),
    recordFile: join(directory, "postgres.json"),
    // Two pools of as many connections as clients.
    settings: ["max_connections=200"],
  });
  const owner = postgres(server.url, { max: 1, onnotice: () => {} });
  try {
    await migrate(server.url);
    await owner`create table bench_bare (id uuid primary key default uuidv7(), payload jsonb)`;
    yield* growth(server.url, owner, [1_000]);
    for (const clients of CLIENTS) yield* compare(server.url, clients);
    const emmett = await appendWithEmmett(server.url, 2_000);
    yield { metric: "emmett_appends_per_second", value: emmett.perSecond, unit: "1/s", goal: null };
    yield { metric: "emmett_append_p50", value: emmett.p50Ms, unit: "ms", goal: null };
    yield* growth(server.url, owner, [options.long ? 1_000_000 : 50_000]);
  } finally {
    await owner.end({ timeout: 5 });
    await server.stop();
    await rm(directory, { recursive: true, force: true });
  }
}
