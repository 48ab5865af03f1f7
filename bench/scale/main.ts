/**
 * What an event costs when few sessions are open, and when many are: four edges on the embedded
 * PostgreSQL, a reader for each of 100 or 10,000 sessions, events at 20 and 200 a second. Database time
 * is the processor time of the whole server, without what it takes with no event at all.
 */
import { pause } from "#runtime/work/pause.ts";
import { type BenchOptions, type Measurement, percentile } from "../measurement.ts";
import { startOwnDatabase } from "../own-database.ts";
import { createLogWriter } from "../stream/log-writer.ts";
import { startReaderProcess } from "../stream/reader-process.ts";
import { startServer } from "../stream/server-process.ts";
import { type Surroundings, sessionsOn } from "../stream/sessions.ts";
import { serverTimeMs } from "./server-time.ts";

const EDGES = 4;
const OPEN = [100, 10_000] as const;
const RATES = [20, 200] as const;
const ROUND_MS = 15_000;

interface Cost {
  readonly open: number;
  readonly rate: number;
  readonly events: number;
  readonly dbUsPerEvent: number;
  readonly idleDbShare: number;
  readonly latencies: readonly number[];
}

async function measure(
  surroundings: Surroundings,
  postmaster: number,
  open: number,
  forMs: number,
): Promise<readonly Cost[]> {
  const servers = await Promise.all(
    Array.from({ length: EDGES }, () => startServer("node", surroundings.url)),
  );
  const [first] = servers;
  if (first === undefined) throw new Error("no edge");
  const readers = servers.map(() => startReaderProcess());
  const { cookie, account, sessions } = await sessionsOn(surroundings, first, open);
  const writer = createLogWriter(surroundings.url, account);
  const collect = async () => (await Promise.all(readers.map((each) => each.collect()))).flat();
  try {
    const share = open / EDGES;
    await Promise.all(
      readers.map((reader, n) => {
        const paths = sessions.slice(n * share, (n + 1) * share).map(({ path }) => path);
        return reader.open({
          port: servers[n]?.port ?? 0,
          cookie,
          paths,
          count: share,
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
    return costs;
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
      goal: name === "p99" ? "<= 50" : null,
    };
  }
  yield {
    metric: `events_read${suffix}`,
    value: latencies.length / events,
    unit: "share",
    goal: "1",
  };
}

export async function* run(options: BenchOptions): AsyncIterable<Measurement> {
  await using database = await startOwnDatabase(["max_connections=200"]);
  const { server, url, owner } = database;
  const forMs = options.long ? ROUND_MS * 4 : ROUND_MS;
  const costs: Cost[] = [];
  for (const open of OPEN) {
    const measured = await measure({ url, owner }, server.pid, open, forMs);
    for (const cost of measured) yield* report(cost);
    costs.push(...measured);
  }
  for (const rate of RATES) {
    const of = (open: number) =>
      costs.find((cost) => cost.open === open && cost.rate === rate)?.dbUsPerEvent ?? Number.NaN;
    yield {
      metric: `db_us_per_event_ratio_10k_vs_100_at_${rate}`,
      value: of(10_000) / of(100),
      unit: "ratio",
      goal: "<= 1.3",
    };
  }
}
