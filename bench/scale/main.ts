/**
 * What an event costs when few sessions are open, and when many are: four edges on the embedded
 * PostgreSQL, a reader for each of 100 or 10,000 sessions (`--size N`: N), events at 20 and 200 a second.
 * Database time is the processor time of the whole server, without what it takes with no event at all.
 * In the end a fifth edge, which reads one other session: what wakes have it ask is counted.
 */
import { pause } from "#runtime/work/pause.ts";
import { type BenchOptions, type Measurement, percentile } from "../measurement.ts";
import { startOwnDatabase } from "../own-database.ts";
import { createLogWriter } from "../stream/log-writer.ts";
import { startReaderProcess } from "../stream/reader-process.ts";
import { startServer } from "../stream/server-process.ts";
import { type Surroundings, sessionsOn } from "../stream/sessions.ts";
import { type Bystander, watchBystander } from "./bystander.ts";
import { serverTimeMs } from "./server-time.ts";

const EDGES = 4;
const FEW = 100;
const MANY = 10_000;
const RATES = [20, 200] as const;
const ROUND_MS = 20_000;
/** Longer than this the bystander would look for all of its readers by itself. */
const BYSTANDER_MS = 20_000;

interface Cost {
  readonly open: number;
  readonly rate: number;
  readonly events: number;
  readonly dbUsPerEvent: number;
  readonly idleDbShare: number;
  readonly latencies: readonly number[];
}

interface Measured {
  readonly costs: readonly Cost[];
  readonly bystander: Bystander;
}

async function measure(
  surroundings: Surroundings,
  postmaster: number,
  open: number,
  forMs: number,
): Promise<Measured> {
  const servers = await Promise.all(
    Array.from({ length: EDGES }, () => startServer("node", surroundings.url)),
  );
  const [first] = servers;
  if (first === undefined) throw new Error("no edge");
  const readers = servers.map(() => startReaderProcess());
  const { cookie, account, sessions: all } = await sessionsOn(surroundings, first, open + 1);
  const [own, ...sessions] = all;
  if (own === undefined) throw new Error("no session");
  const writer = createLogWriter(surroundings.url, account);
  const collect = async () => (await Promise.all(readers.map((each) => each.collect()))).flat();
  try {
    const share = Math.ceil(open / EDGES);
    await Promise.all(
      readers.map((reader, n) => {
        const paths = sessions.slice(n * share, (n + 1) * share).map(({ path }) => path);
        return reader.open({
          port: servers[n]?.port ?? 0,
          cookie,
          paths,
          count: paths.length,
          isSlow: false,
        });
      }),
    );
    await writer.write(sessions, 50, 2_000);
    await pause(3_000);
    const costs: Cost[] = [];
    for (const rate of RATES) {
      const before = await serverTimeMs(postmaster);
      await pause(forMs);
      const idle = (await serverTimeMs(postmaster)) - before;
      await collect();
      const start = await serverTimeMs(postmaster);
      await writer.write(sessions, rate, forMs);
      const busy = (await serverTimeMs(postmaster)) - start;
      await pause(500);
      const events = (rate * forMs) / 1_000;
      costs.push({
        open,
        rate,
        events,
        dbUsPerEvent: ((busy - idle) * 1_000) / events,
        idleDbShare: idle / forMs,
        latencies: writer.latencies(await collect()),
      });
    }
    const bystander = await watchBystander({
      url: surroundings.url,
      cookie,
      writer,
      own,
      others: sessions,
      perSecond: Math.max(...RATES),
      forMs: BYSTANDER_MS,
    });
    return { costs, bystander };
  } finally {
    await Promise.all([...readers, ...servers, writer].map((part) => part.stop()));
  }
}

function* report({
  open,
  rate,
  events,
  dbUsPerEvent,
  idleDbShare,
  latencies,
}: Cost): Iterable<Measurement> {
  const suffix = `_${open}_open_${rate}_per_second`;
  yield { metric: `db_us_per_event${suffix}`, value: dbUsPerEvent, unit: "us", goal: null };
  yield { metric: `db_idle_share${suffix}`, value: idleDbShare, unit: "of a core", goal: null };
  for (const [name, share] of [
    ["p50", 0.5],
    ["p99", 0.99],
  ] as const) {
    yield {
      metric: `commit_to_reader_${name}_ms${suffix}`,
      value: percentile(latencies, share),
      unit: "ms",
      goal: name === "p99" && rate === 200 ? "<= 50" : null,
    };
  }
  yield {
    metric: `events_read${suffix}`,
    value: latencies.length / events,
    unit: "share",
    goal: "1",
  };
}

const short = (open: number) => (open % 1_000 === 0 ? `${open / 1_000}k` : String(open));

/** @yields the ratio at each rate, and the worst of them by its bare name */
function* ratios(costs: readonly Cost[], many: number): Iterable<Measurement> {
  const metric = `db_us_per_event_ratio_${short(many)}_vs_${FEW}`;
  const goal = "<= 1.3";
  const found = RATES.map((rate) => {
    const of = (open: number) =>
      costs.find((cost) => cost.open === open && cost.rate === rate)?.dbUsPerEvent ?? Number.NaN;
    return { rate, value: of(many) / of(FEW) };
  });
  for (const { rate, value } of found) {
    yield { metric: `${metric}_at_${rate}`, value, unit: "ratio", goal };
  }
  yield { metric, value: Math.max(...found.map(({ value }) => value)), unit: "ratio", goal };
}

export async function* run(options: BenchOptions): AsyncIterable<Measurement> {
  await using database = await startOwnDatabase(["max_connections=200"]);
  const { server, url, owner } = database;
  const forMs = options.long ? ROUND_MS * 3 : ROUND_MS;
  const many = options.size ?? MANY;
  const costs: Cost[] = [];
  for (const open of [FEW, many]) {
    const measured = await measure({ url, owner }, server.pid, open, forMs);
    for (const cost of measured.costs) yield* report(cost);
    costs.push(...measured.costs);
    const { queries, isHearing } = measured.bystander;
    const suffix = `_${open}_open`;
    yield {
      metric: `queries_of_wakes_without_reader${suffix}`,
      value: queries,
      unit: "queries",
      goal: "0",
    };
    yield {
      metric: `wakes_heard_without_reader${suffix}`,
      value: isHearing ? 1 : 0,
      unit: "0 or 1",
      goal: "1",
    };
  }
  yield* ratios(costs, many);
}
