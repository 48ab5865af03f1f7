/**
 * The relay against pg-transactional-outbox and graphile-worker: one PostgreSQL with its durable
 * defaults and one Kafka broker on this machine for all of them, one after another.
 *
 * Commit is when COMMIT returned, "to Kafka" is the broker's acknowledgement by all replicas. Every
 * contender keeps the order within a key and publishes to the same broker.
 */
import { type BenchOptions, type Measurement } from "../measurement.ts";
import { type Contender, measureDrain, measureLatency } from "./contender.ts";
import { genesisContender } from "./genesis.ts";
import { graphileWorker } from "./graphile-worker.ts";
import { orderViolations } from "./order.ts";
import {
  type Concurrency,
  type PeerContender,
  pgTransactionalOutbox,
} from "./pg-transactional-outbox.ts";
import { pollCost } from "./poll-cost.ts";
import { rawKafkaRowsPerSecond } from "./raw-kafka.ts";
import { sqlFile } from "./sql-file.ts";
import { type Surroundings, startSurroundings } from "./surroundings.ts";
import { wakeCost } from "./wake-cost.ts";
import { startWriters } from "./writers.ts";

const BACKLOG = { keys: 1_000, each: 100 } as const;
const BACKLOG_ROWS = BACKLOG.keys * BACKLOG.each;
/** A peer is given so long for its backlog, and its rate is that of what it managed. */
const PEER_SECONDS = 30;
/** More than a peer manages in that time: its backlog takes long to be written. */
const PEER_BACKLOG = { keys: 1_000, each: 40 } as const;

const informs = (metric: string, value: number, unit: string): Measurement => ({
  metric,
  value,
  unit,
  goal: null,
});

/** Where the goals are set, and where it is interesting how a contender fares. */
const RATES = { goal: 50, high: 2_000 } as const;

async function* latency(
  contender: Contender,
  prefix: string,
  perSecond: number,
  options: BenchOptions,
): AsyncIterable<Measurement> {
  const isGoal = perSecond === RATES.goal;
  const seconds = (isGoal ? 10 : 5) * (options.long ? 6 : 1);
  const { p50Ms, p99Ms } = await measureLatency(contender, perSecond, seconds);
  const suffix = isGoal ? "" : `_at_${perSecond}_per_second`;
  const goal = (text: string) => (isGoal && prefix === "commit_to_kafka" ? text : null);
  yield { metric: `${prefix}_p50_ms${suffix}`, value: p50Ms, unit: "ms", goal: goal("<= 10") };
  yield { metric: `${prefix}_p99_ms${suffix}`, value: p99Ms, unit: "ms", goal: goal("<= 50") };
}

/** A peer at both rates and over a backlog, each time a fresh one: none has to catch up first. */
async function* measurePeer(
  make: () => Promise<PeerContender>,
  prefix: string,
  options: BenchOptions,
): AsyncIterable<Measurement> {
  for (const perSecond of [RATES.goal, RATES.high]) {
    const peer = await make();
    yield* latency(peer, prefix, perSecond, options);
    await peer.stop();
  }
  yield informs(`${prefix}_drain_rows_per_second`, await drainPeer(make), "rows/s");
}

async function drainPeer(make: () => Promise<PeerContender>): Promise<number> {
  const peer = await make();
  const { keys, each } = PEER_BACKLOG;
  await peer.fill(keys, each);
  const { perSecond } = await measureDrain(peer, keys * each, PEER_SECONDS);
  await peer.stop();
  return perSecond;
}

async function* pollCosts(
  surroundings: Surroundings,
  rows: number,
  before: number,
): AsyncIterable<Measurement> {
  const { owner } = surroundings;
  const fill = await sqlFile("fill-outbox.sql");
  for (let sent = 0; sent < rows; sent += 100_000) await owner.unsafe(fill, [1_000, 100, "SENT"]);
  await owner`analyze event_outbox`;
  const { buffers, ms } = await pollCost(owner);
  const suffix = rows >= 1_000_000 ? "1m" : String(rows);
  const goal = `<= ${before}`;
  yield { metric: `poll_buffers_at_${suffix}_sent`, value: buffers, unit: "pages", goal };
  yield informs(`poll_ms_at_${suffix}_sent`, ms, "ms");
}

/** Whatever is PENDING is out of the way of the next measurement. */
async function settle({ owner }: Surroundings): Promise<void> {
  await owner`update event_outbox set status = 'SENT', sent_at = now() where status = 'PENDING'`;
  await owner`vacuum analyze event_outbox`;
}

export async function* run(options: BenchOptions): AsyncIterable<Measurement> {
  await using surroundings = await startSurroundings();
  const { owner, url } = surroundings;
  await owner`vacuum analyze`;
  const empty = await pollCost(owner);
  yield informs("poll_buffers_at_0_sent", empty.buffers, "pages");

  const topic = await surroundings.newTopic();
  const writers = await startWriters(url, 64, 16);
  const genesis = await genesisContender(surroundings, topic, writers);
  for (const perSecond of [RATES.goal, RATES.high]) {
    yield* latency(genesis, "commit_to_kafka", perSecond, options);
  }
  await writers.stop();

  await settle(surroundings);
  await genesis.fill(BACKLOG.keys, BACKLOG.each);
  const drain = await measureDrain(genesis, BACKLOG_ROWS, 120);
  yield {
    metric: "drain_rows_per_second",
    value: drain.perSecond,
    unit: "rows/s",
    goal: ">= 5000",
  };
  const raw = await rawKafkaRowsPerSecond(
    await surroundings.newTopic(),
    BACKLOG.keys,
    BACKLOG.each,
  );
  yield informs("kafkajs_raw_rows_per_second", raw, "rows/s");
  const rawRatio = drain.perSecond / raw;
  yield { metric: "drain_ratio_vs_kafkajs_raw", value: rawRatio, unit: "ratio", goal: ">= 0.5" };
  const violations = await orderViolations(topic);
  yield { metric: "drain_order_violations", value: violations, unit: "rows", goal: "= 0" };
  const drained = await pollCost(owner);
  yield informs("poll_buffers_after_drain", drained.buffers, "pages");
  await settle(surroundings);

  const cost = await wakeCost(url, 32, options.long ? 21 : 9, 2_000);
  yield { metric: "notify_write_cost_pct", value: cost.percent, unit: "%", goal: "<= 10" };
  yield informs("commands_per_second_with_wake_up", cost.perSecond, "1/s");
  await settle(surroundings);
  yield* pollCosts(surroundings, 1_000_000, empty.buffers);

  const replication = (concurrency: Concurrency) => async () =>
    pgTransactionalOutbox(surroundings, await surroundings.newTopic(), concurrency);
  let fastest = 0;
  const peer = "pg_transactional_outbox";
  for await (const measurement of measurePeer(replication("segments"), peer, options)) {
    if (measurement.metric.endsWith("drain_rows_per_second")) fastest = measurement.value;
    yield measurement;
  }
  const sequential = await drainPeer(replication("sequential"));
  yield informs(`${peer}_drain_rows_per_second_sequential`, sequential, "rows/s");
  yield {
    metric: "drain_ratio_vs_pg_transactional_outbox",
    value: drain.perSecond / Math.max(fastest, sequential),
    unit: "ratio",
    goal: ">= 6",
  };
  const worker = async () => graphileWorker(surroundings, await surroundings.newTopic());
  for await (const measurement of measurePeer(worker, "graphile_worker", options)) {
    yield measurement;
    if (!measurement.metric.endsWith("drain_rows_per_second")) continue;
    const ratio = drain.perSecond / measurement.value;
    yield informs("drain_ratio_vs_graphile_worker", ratio, "ratio");
  }
}
