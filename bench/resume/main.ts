/**
 * From a writer's POST to the flow that goes on with it, in a studio as `npm start` runs it: its own
 * embedded PostgreSQL with durable defaults, Prefect server, flow worker and sample generator. One
 * session at a time and 20 at once; in the same run Prefect's stock worker, and DBOS as the peer.
 */
import postgres from "postgres";
import { type Studio, startStudio } from "../../tests/provision/studio.ts";
import { type BenchOptions, type Measurement, median, percentile } from "../measurement.ts";
import { startPeer } from "./dbos.ts";
import { startStockWorker } from "./stock-worker.ts";
import { type Trace, type TraceSources, allPaused, tracesOf } from "./traces.ts";
import { BenchWriter, type PostedAnswer } from "./writer.ts";

const AT_ONCE = 20;
/** One at a time, they take turns: each session grows little. */
const TURN_TAKERS = 4;
const STOCK_SESSIONS = 4;

async function beginSessions(
  studio: Studio,
  sources: TraceSources,
  count: number,
): Promise<BenchWriter[]> {
  const writers = await Promise.all(
    Array.from({ length: count }, () => BenchWriter.open(studio.url)),
  );
  for (const writer of writers) {
    await writer.begin();
    await allPaused(sources.sql, [writer.session_id]);
  }
  return writers;
}

/** All of them answer at the same moment; resolves when every flow waits again. */
async function answerAtOnce(
  sources: TraceSources,
  writers: readonly BenchWriter[],
): Promise<PostedAnswer[]> {
  const posts = await Promise.all(writers.map((writer) => writer.feedback("Colder, please.")));
  const answers = await Promise.all(posts.map((post) => post()));
  await allPaused(
    sources.sql,
    writers.map((writer) => writer.session_id),
  );
  return answers;
}

async function measure(
  sources: TraceSources,
  rounds: number,
  group: (round: number) => readonly BenchWriter[],
): Promise<Trace[]> {
  const answers: PostedAnswer[] = [];
  for (let round = 0; round < rounds; round += 1) {
    answers.push(...(await answerAtOnce(sources, group(round))));
  }
  return tracesOf(sources, answers);
}

const STEPS = {
  answered: "post_to_answer",
  delivered: "post_to_delivered",
  accepted: "post_to_accepted",
  running: "post_to_flow_running",
  begun: "post_to_answer_in_flow",
} as const satisfies Readonly<Record<keyof Trace, string>>;

function* described(
  traces: readonly Trace[],
  suffix: string,
  goals: Readonly<Record<string, string>>,
): Iterable<Measurement> {
  for (const step of ["answered", "delivered", "accepted", "running", "begun"] as const) {
    const values = traces.map((trace) => trace[step]);
    for (const percent of [50, 90, 99]) {
      const metric = `${STEPS[step]}_p${percent}_ms${suffix}`;
      const value = percentile(values, percent / 100);
      yield { metric, value, unit: "ms", goal: goals[metric] ?? null };
    }
  }
}

/** The same flow, database and callback; only the worker is Prefect's own. */
async function measureStock(studio: Studio, sources: TraceSources, rounds: number) {
  const stock = await startStockWorker(studio);
  try {
    const writers: BenchWriter[] = [];
    while (writers.length < STOCK_SESSIONS) {
      const writer = await BenchWriter.open(studio.url);
      await stock.claimDeployment();
      await writer.begin();
      await allPaused(sources.sql, [writer.session_id]);
      const [owner] = await sources.sql<{ flow_run_id: string }[]>`
        select flow_run_id from genesis_sessions where session_id = ${writer.session_id}`;
      if (owner !== undefined && (await stock.hasRun(owner.flow_run_id))) writers.push(writer);
    }
    return await measure(sources, rounds, (round) =>
      writers.slice(round % STOCK_SESSIONS, (round % STOCK_SESSIONS) + 1),
    );
  } finally {
    await stock.stop();
  }
}

async function* peer(databaseUrl: string): AsyncIterable<Measurement> {
  const dbos = await startPeer(databaseUrl);
  try {
    await dbos.round(1);
    for (const [workflows, suffix, rounds] of [
      [1, "", 40],
      [AT_ONCE, `_${AT_ONCE}_sessions`, 5],
    ] as const) {
      const traces = [];
      for (let round = 0; round < rounds; round += 1) traces.push(...(await dbos.round(workflows)));
      for (const percent of [50, 90, 99]) {
        const sent = percentile(
          traces.map((trace) => trace.sent),
          percent / 100,
        );
        const received = percentile(
          traces.map((trace) => trace.received),
          percent / 100,
        );
        yield { metric: `dbos_send_p${percent}_ms${suffix}`, value: sent, unit: "ms", goal: null };
        const metric = `dbos_send_to_recv_p${percent}_ms${suffix}`;
        yield { metric, value: received, unit: "ms", goal: null };
      }
    }
  } finally {
    await dbos.stop();
  }
}

export async function* run(options: BenchOptions): AsyncIterable<Measurement> {
  await using studio = await startStudio();
  const databaseUrl = await studio.databaseUrl();
  const sql = postgres(databaseUrl, { max: 2, onnotice: () => {} });
  const sources: TraceSources = {
    sql,
    prefect: await studio.prefect(),
    dataDirectory: studio.dataDirectory,
  };
  const scale = options.long ? 5 : 1;
  try {
    const writers = await beginSessions(studio, sources, AT_ONCE);
    const turnOf = (round: number) => writers.slice(round % TURN_TAKERS, (round % TURN_TAKERS) + 1);
    await measure(sources, 10, turnOf);
    const single = await measure(sources, 120 * scale, turnOf);
    yield* described(single, "", {
      post_to_accepted_p50_ms: "<= 25",
      post_to_accepted_p99_ms: "<= 200",
      post_to_flow_running_p50_ms: "<= 100",
    });
    await measure(sources, 1, () => writers);
    const many = await measure(sources, 8 * scale, () => writers);
    yield* described(many, `_${AT_ONCE}_sessions`, {
      [`post_to_accepted_p99_ms_${AT_ONCE}_sessions`]: "<= 500",
    });
    const stock = await measureStock(studio, sources, 6 * scale);
    yield* described(stock, "_stock_worker", {});
    const p50 = (traces: readonly Trace[]) => median(traces.map((trace) => trace.running));
    yield {
      metric: "flow_running_ratio_vs_stock_worker",
      value: p50(stock) / p50(single),
      unit: "ratio",
      goal: ">= 10",
    };
    yield* peer(databaseUrl);
  } finally {
    await sql.end({ timeout: 5 });
  }
}
