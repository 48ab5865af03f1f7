/**
 * Accepting a command against a bare one-row insert and against emmett-postgresql appending one
 * event, in the same run on one embedded PostgreSQL with its durable defaults (fsync and
 * synchronous_commit on). Rounds are interleaved and each figure is the median of its rounds, a ratio
 * that of its rounds' ratios. Commands are SUBMIT_IDEA to fresh sessions, as genesis_app under
 * row-level security, through the edge's own code, each with its coalesced wake-up.
 */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import postgres from "postgres";
import { type Contenders, createContenders } from "./contenders.ts";
import type { Drive } from "./drive.ts";
import { OUTBOX_TABLE, appendWithEmmett } from "./emmett.ts";
import { measureRoundTrips } from "./round-trips.ts";
import { type BenchOptions, type Measurement, median } from "../measurement.ts";
import { createSecondDatabase, startOwnDatabase } from "../own-database.ts";

/** Where the goal is set: one command to each of 10,000 fresh sessions. */
const GOAL = { clients: 16, rounds: 5, operations: 2_000 } as const;
const OTHERS = [1, 64] as const;
const SEEDED_EVENTS = 1_000_000;
const EVENTS_A_SESSION = 10;
const SESSIONS_A_STATEMENT = 10_000;

interface Round {
  readonly insert: Drive;
  readonly command: Drive;
  /** The same on the database with many events; null where that was not asked for. */
  readonly seeded: Drive | null;
}

async function runRounds(
  small: Contenders,
  large: Contenders | null,
  rounds: number,
  operations: number,
): Promise<readonly Round[]> {
  // Connections, prepared statements and the plans of functions.
  for (const contenders of [small, large]) await contenders?.commands(400);
  await small.bareInserts(400);
  const done: Round[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const insert = await small.bareInserts(operations);
    const command = await small.commands(operations);
    done.push({ insert, command, seeded: (await large?.commands(operations)) ?? null });
  }
  return done;
}

function* report(rounds: readonly Round[], suffix: string): Iterable<Measurement> {
  const of = (pick: (round: Round) => number) => median(rounds.map(pick));
  yield {
    metric: `throughput_ratio_vs_bare_insert${suffix}`,
    value: of(({ command, insert }) => command.perSecond / insert.perSecond),
    unit: "ratio",
    goal: suffix === "" ? ">= 0.4" : null,
  };
  const names = { command: "commands", insert: "bare_inserts" } as const;
  for (const kind of ["command", "insert"] as const) {
    const figure = (name: string, value: number, unit: string) =>
      ({ metric: `${name}${suffix}`, value, unit, goal: null }) satisfies Measurement;
    yield figure(
      `${names[kind]}_per_second`,
      of((round) => round[kind].perSecond),
      "1/s",
    );
    yield figure(
      `${kind}_p50`,
      of((round) => round[kind].p50Ms),
      "ms",
    );
    yield figure(
      `${kind}_p99`,
      of((round) => round[kind].p99Ms),
      "ms",
    );
  }
}

function* reportSeeded(rounds: readonly Round[]): Iterable<Measurement> {
  yield {
    metric: "throughput_with_1000000_events_vs_few",
    value: median(rounds.map((round) => (round.seeded?.perSecond ?? 0) / round.command.perSecond)),
    unit: "ratio",
    goal: ">= 0.9",
  };
  yield {
    metric: "commands_per_second_with_1000000_events",
    value: median(rounds.map((round) => round.seeded?.perSecond ?? 0)),
    unit: "1/s",
    goal: null,
  };
}

/** A database of its own on the same server, migrated, with the events of a used store. */
async function seed(url: string): Promise<void> {
  const statement = await readFile(join(import.meta.dirname, "seed.sql"), "utf8");
  const owner = postgres(url, { max: 1, onnotice: () => {} });
  try {
    const sessions = SEEDED_EVENTS / EVENTS_A_SESSION;
    for (let seeded = 0; seeded < sessions; seeded += SESSIONS_A_STATEMENT) {
      await owner.unsafe(statement, [SESSIONS_A_STATEMENT]);
    }
    await owner`vacuum analyze`;
  } finally {
    await owner.end({ timeout: 5 });
  }
}

/** Pages that seeding left dirty are written now, and not while commands are measured. */
async function writeOut(adminUrl: string): Promise<void> {
  const admin = postgres(adminUrl, { max: 1 });
  await admin`checkpoint`;
  await admin.end();
}

async function prepare(url: string): Promise<void> {
  const owner = postgres(url, { max: 1 });
  await owner`create table bench_bare (id uuid primary key default uuidv7(), payload jsonb)`;
  await owner.unsafe(OUTBOX_TABLE);
  await owner.end();
}

export async function* run(options: BenchOptions): AsyncIterable<Measurement> {
  // Pools of as many connections as clients, at most 64 each.
  await using database = await startOwnDatabase(["max_connections=250"]);
  const { server, url } = database;
  const seededUrl = await createSecondDatabase(server, "genesis_seeded");
  await prepare(url);
  await prepare(seededUrl);
  yield {
    metric: "round_trips_per_command",
    value: await measureRoundTrips(url),
    unit: "round trips",
    goal: "1",
  };
  await seed(seededUrl);
  await writeOut(server.adminUrl);
  const small = createContenders(url, GOAL.clients);
  const large = createContenders(seededUrl, GOAL.clients);
  try {
    const factor = options.long ? 5 : 1;
    const rounds = await runRounds(small, large, GOAL.rounds, GOAL.operations * factor);
    yield* report(rounds, "");
    yield* reportSeeded(rounds);
  } finally {
    await Promise.all([small.stop(), large.stop()]);
  }
  for (const hasOutboxRow of [false, true]) {
    const name = hasOutboxRow ? "emmett_append_with_outbox_row" : "emmett_append";
    const emmett = await appendWithEmmett(url, GOAL.clients, 2_000, hasOutboxRow);
    yield { metric: `${name}s_per_second`, value: emmett.perSecond, unit: "1/s", goal: null };
    yield { metric: `${name}_p50`, value: emmett.p50Ms, unit: "ms", goal: null };
  }
  for (const clients of OTHERS) {
    const contenders = createContenders(url, clients);
    try {
      const rounds = await runRounds(contenders, null, GOAL.rounds, clients * 20 + 200);
      yield* report(rounds, `_${clients}_client${clients === 1 ? "" : "s"}`);
    } finally {
      await contenders.stop();
    }
  }
}
