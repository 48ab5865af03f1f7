/** The peer's latency and memory, by the same readers and at the same pace. */
import postgres from "postgres";
import { pause } from "#runtime/work/pause.ts";
import { type Measurement, percentile } from "../measurement.ts";
import { CONTENT } from "./log-writer.ts";
import { nowMs } from "./reader-messages.ts";
import { startReaderProcess } from "./reader-process.ts";
import { startServer } from "./server-process.ts";

const TOPICS = 100;
const EVENTS = 300;
const PAUSE_MS = 50;

export async function* peer(
  url: string,
  readersOf: { readonly count: number; readonly idle: number },
): AsyncIterable<Measurement> {
  const server = await startServer("peer", url);
  const readers = startReaderProcess();
  const sql = postgres(url, { max: 4, onnotice: () => {} });
  await sql`create table if not exists bench_peer_events (topic text, version int, payload jsonb)`;
  const paths = Array.from({ length: TOPICS }, (_, n) => `/topic-${n}`);
  const open = (count: number) =>
    readers.open({ port: server.port, cookie: "", paths, count, isSlow: false });
  try {
    await open(readersOf.count);
    const committedAt = new Map<string, number>();
    const data = Buffer.from(JSON.stringify({ ...CONTENT, opening_hook: "x".repeat(500) }));
    for (let version = 1; version <= EVENTS; version += 1) {
      const topic = `topic-${version % TOPICS}`;
      const payload = `${topic} ${version} ${data.toString("base64")}`;
      await sql.begin(async (transaction) => {
        await transaction`
          insert into bench_peer_events values (${topic}, ${version}, ${data.toString()}::text::jsonb)`;
        await transaction`select pg_notify('bench_peer', ${payload})`;
      });
      committedAt.set(`/${topic} ${version}`, nowMs());
      await pause(PAUSE_MS);
    }
    await pause(500);
    const figures = (await readers.collect()).flatMap(([path, version, atMs]) => {
      const since = committedAt.get(`${path} ${version}`);
      return since === undefined ? [] : [atMs - since];
    });
    yield* [
      ["p50", 0.5],
      ["p99", 0.99],
    ].map(([name, share]) => ({
      metric: `commit_to_reader_${name}_ms_hono_stream_sse`,
      value: percentile(figures, Number(share)),
      unit: "ms",
      goal: null,
    }));
    await readers.close();
    await pause(1_000);
    const before = await server.residentBytes();
    await open(readersOf.idle);
    await pause(1_000);
    const after = await server.residentBytes();
    yield {
      metric: "kib_per_idle_reader_hono_stream_sse",
      value: (after - before) / 1024 / readersOf.idle,
      unit: "KiB",
      goal: null,
    };
  } finally {
    await Promise.all([readers.stop(), server.stop(), sql.end({ timeout: 5 })]);
  }
}
