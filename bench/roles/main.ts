/**
 * `npm run bench -- roles`: memory and CPU of each part as a process of its own, while nobody writes
 * and while writers answer about once a second, with PostgreSQL, Kafka, Valkey and Prefect of its own.
 * What the model costs is not in it. Linux only.
 */
import postgres from "postgres";
import { pause } from "#runtime/work/pause.ts";
import { echoed } from "../../tests/chaos/resume/echo-model.ts";
import { seededRandom } from "../../tests/chaos/random.ts";
import { EdgeSession } from "../../tests/chaos/resume/edge-session.ts";
import { watchPendingCommands } from "../../tests/chaos/resume/pending-commands.ts";
import { type System, startSystem } from "../../tests/chaos/resume/system.ts";
import { Tally } from "../../tests/chaos/resume/tally.ts";
import { beginWriters } from "../../tests/chaos/resume/writer.ts";
import { startModelServer } from "../../tests/provision/model-server.ts";
import type { BenchOptions, Measurement } from "../measurement.ts";
import { type Usage, usageOf } from "./usage.ts";

const WRITERS = 8;
const SEED = 20_261_126;
/** What a start leaves to do is done by then. */
const SETTLING_MS = 15_000;

export async function* run({ long }: BenchOptions): AsyncGenerator<Measurement> {
  const seconds = long ? 300 : 40;
  // Answers at once.
  await using model = await startModelServer({
    decide: async (request, own) => echoed(request, own),
  });
  const say = (line: string) => void process.stderr.write(`${line}\n`);
  await using system = await startSystem({ modelUrl: model.url, model: model.model, say });
  await pause(SETTLING_MS);
  yield* measured(system, "idle", seconds);
  const genesis = postgres(system.postgres.url, { max: 1, onnotice: () => undefined });
  const prefect = postgres(system.postgres.prefectUrl, { max: 1, onnotice: () => undefined });
  const pending = watchPendingCommands(genesis);
  const enough = new AbortController();
  const tally = new Tally();
  const random = seededRandom(SEED);
  try {
    const open = () => EdgeSession.open(system.roles.edge.url);
    const thinkMs = { least: 4_000, most: 9_000 };
    const common = { open, pending, random, tally, thinkMs };
    const writers = await beginWriters(WRITERS, common);
    const writing = writers.map((writer) => writer.write(enough.signal, Promise.resolve()));
    await pause(SETTLING_MS);
    const before = tally.ended;
    const kept = { studio: await kibibytes(genesis), "Prefect's server": await kibibytes(prefect) };
    yield* measured(system, "busy", seconds);
    const answers = tally.ended - before;
    const perSecond = answers / seconds;
    for (const [whose, sql] of [
      ["studio", genesis],
      ["Prefect's server", prefect],
    ] as const) {
      const value = ((await kibibytes(sql)) - kept[whose]) / answers;
      yield { metric: `${whose}: kept of an answer`, value, unit: "KiB", goal: null };
    }
    yield { metric: "answers a second while busy", value: perSecond, unit: "1/s", goal: null };
    enough.abort();
    await Promise.all(writing);
    if (tally.violations.length > 0) throw new Error(tally.violations.join("\n"));
  } finally {
    await pending.stop();
    await Promise.all([genesis.end({ timeout: 5 }), prefect.end({ timeout: 5 })]);
  }
}

/** What a database holds, indexes and all. */
async function kibibytes(sql: postgres.Sql): Promise<number> {
  const [row] = await sql<{ kib: number }[]>`
    select (pg_database_size(current_database()) / 1024)::int as kib`;
  return row?.kib ?? 0;
}

async function* measured(
  system: System,
  when: "idle" | "busy",
  seconds: number,
): AsyncGenerator<Measurement> {
  const { edge, relay, callback, flows } = system.roles;
  const parts = {
    ...{ edge: edge.pid, relay: relay.pid, callback: callback.pid, flows: flows.pid },
    ...{ "Prefect server": system.prefect.pid ?? 0, PostgreSQL: system.postgres.pid },
  };
  const look = () =>
    new Map<string, Usage>(Object.entries(parts).map(([name, pid]) => [name, usageOf(pid)]));
  const before = look();
  const startedAt = performance.now();
  await pause(seconds * 1_000);
  const after = look();
  const took = (performance.now() - startedAt) / 1_000;
  for (const [name, { mebibytes, cpuSeconds }] of after) {
    const used = cpuSeconds - (before.get(name)?.cpuSeconds ?? 0);
    const metric = `${name}, ${when}`;
    yield { metric: `${metric}: memory`, value: mebibytes, unit: "MiB", goal: null };
    yield { metric: `${metric}: CPU`, value: (used / took) * 100, unit: "% of a core", goal: null };
  }
}
