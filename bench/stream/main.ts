/**
 * The event stream: from the commit to a reader, memory an idle reader, readers that do not read, a
 * reconnect storm, and leaving; in the same run the same by Hono's streamSSE with the payload in
 * NOTIFY. The edge, the readers and the writers are three processes on the embedded PostgreSQL with
 * its durable defaults; latency is from the answer of the committing statement to the reader's bytes.
 */
import { pause } from "#runtime/work/pause.ts";
import { type BenchOptions, type Measurement, median, percentile } from "../measurement.ts";
import { startOwnDatabase } from "../own-database.ts";
import { type LogWriter, type WrittenSession, createLogWriter } from "./log-writer.ts";
import { peer } from "./peer-rounds.ts";
import { type ReaderProcess, startReaderProcess } from "./reader-process.ts";
import { startServer } from "./server-process.ts";
import { type Surroundings, sessionsOn } from "./sessions.ts";

const SESSIONS = 100;
const READERS_EACH = 10;
const EVENTS_PER_SECOND = 20;
const IDLE_READERS = 10_000;
/** 5 % of the readers. */
const SLOW_READERS = 50;
/** A log that no socket's buffers hold, so that a slow reader is behind from the first second on. */
const SLOW_SESSIONS = 5;
const ROUNDS = 5;
const ROUND_MS = 8_000;

async function round(
  writer: LogWriter,
  readers: ReaderProcess,
  sessions: readonly WrittenSession[],
  forMs = ROUND_MS,
): Promise<number[]> {
  await readers.collect();
  await writer.write(sessions, EVENTS_PER_SECOND, forMs);
  await pause(500);
  return writer.latencies(await readers.collect());
}

/** 1,000 readers: the goal's case; with slow ones beside them; a storm; and the edge's leaving. */
async function* thousand(surroundings: Surroundings): AsyncIterable<Measurement> {
  const server = await startServer("node", surroundings.url);
  const readers = startReaderProcess();
  const slow = startReaderProcess();
  const { cookie, account, sessions } = await sessionsOn(surroundings, server, SESSIONS);
  const writer = createLogWriter(surroundings.url, account);
  const paths = sessions.map(({ path }) => path);
  const { port } = server;
  try {
    await readers.open({ port, cookie, paths: paths.slice(0, 1), count: 1, isSlow: false });
    await round(writer, readers, sessions.slice(0, 1), 3_000);
    const alone = await round(writer, readers, sessions.slice(0, 1));
    yield* latency(alone, "_1_reader", false);
    await readers.close();

    const behind = sessions.slice(0, SLOW_SESSIONS);
    for (let n = 0; n < 400; n += 1) await writer.save(behind, 20_000);
    const count = SESSIONS * READERS_EACH;
    await readers.open({ port, cookie, paths, count, isSlow: false });
    await round(writer, readers, sessions, 3_000);
    const plain: number[][] = [];
    const beside: number[][] = [];
    for (let n = 0; n < ROUNDS; n += 1) {
      plain.push(await round(writer, readers, sessions));
      const asleep = behind.map(({ path }) => `${path}?after=0`);
      await slow.open({ port, cookie, paths: asleep, count: SLOW_READERS, isSlow: true });
      await pause(2_000);
      beside.push(await round(writer, readers, sessions));
      await slow.close();
    }
    yield* latency(plain.flat(), "", true);
    const p99 = (rounds: number[][]) => median(rounds.map((figures) => percentile(figures, 0.99)));
    yield {
      metric: "slow_readers_p99_increase_pct",
      value: (p99(beside) / p99(plain) - 1) * 100,
      unit: "%",
      goal: "<= 10",
    };
    yield* reconnectStorm(writer, readers, sessions, count);
    yield {
      metric: "leaving_1000_readers",
      value: await server.stop(),
      unit: "ms",
      goal: "< 5000",
    };
  } finally {
    await Promise.all([readers.stop(), slow.stop(), server.stop(), writer.stop()]);
  }
}

function* latency(
  figures: readonly number[],
  suffix: string,
  isGoal: boolean,
): Iterable<Measurement> {
  for (const [name, share, goal] of [
    ["p50", 0.5, "<= 5"],
    ["p99", 0.99, "<= 50"],
  ] as const) {
    yield {
      metric: `commit_to_reader_${name}_ms${suffix}`,
      value: percentile(figures, share),
      unit: "ms",
      goal: isGoal ? goal : null,
    };
  }
}

/** All are cut; one event a session is missed; all come back within a second. */
async function* reconnectStorm(
  writer: LogWriter,
  readers: ReaderProcess,
  sessions: readonly WrittenSession[],
  count: number,
): AsyncIterable<Measurement> {
  await readers.collect();
  const coming = readers.storm(1_000);
  await writer.save(sessions);
  const connectedMs = await coming;
  await pause(1_000);
  const caughtUp = new Set(
    (await readers.collect()).map(([path, version]) => `${path} ${version}`),
  );
  yield {
    metric: "storm_connect_p99_ms",
    value: percentile(connectedMs, 0.99),
    unit: "ms",
    goal: null,
  };
  yield {
    metric: "storm_sessions_caught_up",
    value: caughtUp.size / sessions.length,
    unit: "share",
    goal: `1 (of ${count} readers)`,
  };
}

/** What an idle reader takes: resident memory with and without them, garbage collected. */
async function* idle(
  surroundings: Surroundings,
  runtime: "node" | "deno",
): AsyncIterable<Measurement> {
  const server = await startServer(runtime, surroundings.url);
  const readers = startReaderProcess();
  try {
    const { cookie, sessions } = await sessionsOn(
      surroundings,
      server,
      IDLE_READERS / READERS_EACH,
    );
    const paths = sessions.map(({ path }) => path);
    const { port } = server;
    // Once before, so that what a first reader brings along is not counted as a reader's.
    await readers.open({ port, cookie, paths, count: 500, isSlow: false });
    await readers.close();
    await pause(1_000);
    const before = await server.residentBytes();
    await readers.open({ port, cookie, paths, count: IDLE_READERS, isSlow: false });
    await pause(1_000);
    const after = await server.residentBytes();
    yield {
      metric: `kib_per_idle_reader${runtime === "node" ? "" : "_deno"}`,
      value: (after - before) / 1024 / IDLE_READERS,
      unit: "KiB",
      goal: runtime === "node" ? "<= 22" : "<= 30",
    };
    if (runtime === "deno") {
      yield {
        metric: "leaving_10000_readers_deno",
        value: await server.stop(),
        unit: "ms",
        goal: null,
      };
    }
  } finally {
    await Promise.all([readers.stop(), server.stop()]);
  }
}

/** 10,000 readers that hear of something, on one process. */
async function* tenThousand(surroundings: Surroundings): AsyncIterable<Measurement> {
  const server = await startServer("node", surroundings.url);
  const readers = startReaderProcess();
  const { cookie, account, sessions } = await sessionsOn(surroundings, server, 1_000);
  const writer = createLogWriter(surroundings.url, account);
  try {
    const paths = sessions.map(({ path }) => path);
    await readers.open({ port: server.port, cookie, paths, count: IDLE_READERS, isSlow: false });
    await round(writer, readers, sessions, 3_000);
    yield* latency(await round(writer, readers, sessions, 30_000), "_10000_readers", false);
  } finally {
    await Promise.all([readers.stop(), server.stop(), writer.stop()]);
  }
}

export async function* run(options: BenchOptions): AsyncIterable<Measurement> {
  await using database = await startOwnDatabase();
  const { url, owner } = database;
  const surroundings = { url, owner };
  yield* thousand(surroundings);
  yield* idle(surroundings, "node");
  yield* idle(surroundings, "deno");
  yield* peer(url, { count: SESSIONS * READERS_EACH, idle: IDLE_READERS });
  if (options.long) yield* tenThousand(surroundings);
}
