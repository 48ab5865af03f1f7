/**
 * `npm run bench -- roles`: memory and CPU of each part as a process of its own, while nobody writes
 * and while writers answer about once a second, with PostgreSQL, Kafka, Valkey and Prefect of its own;
 * then what is kept of an answer, and what each part logs while PostgreSQL is away. What the model
 * costs is not in it. Linux only.
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
import { linesSince, logLines } from "../../tests/provision/log-lines.ts";
import { startModelServer } from "../../tests/provision/model-server.ts";
import type { BenchOptions, Measurement } from "../measurement.ts";
import { forgetEndedRuns, held, keptForEver, more } from "./prefect-rows.ts";
import { usageOver } from "./usage.ts";

const WRITERS = 8;
const SEED = 20_261_126;
/** What a start leaves to do is done by then. */
const SETTLING_MS = 15_000;
const AWAY_SECONDS = 30;

export async function* run({ long }: BenchOptions): AsyncGenerator<Measurement> {
  const seconds = long ? 300 : 40;
  // Answers at once.
  await using model = await startModelServer({
    decide: async (request, own) => echoed(request, own),
  });
  const say = (line: string) => void process.stderr.write(`${line}\n`);
  const place = { modelUrl: model.url, model: model.model, onEndedByItself: say };
  await using system = await startSystem(place);
  await pause(SETTLING_MS);
  yield* measured(system, "idle", seconds);
  const genesis = postgres(system.postgres.url, { max: 1, onnotice: () => undefined });
  const prefect = postgres(system.postgres.prefectUrl, { max: 1, onnotice: () => undefined });
  const pending = watchPendingCommands(genesis);
  const enough = new AbortController();
  const tally = new Tally();
  const random = seededRandom(SEED);
  try {
    const empty = await held(prefect);
    const open = () => EdgeSession.open(system.roles.edge.url);
    const thinkMs = { least: 4_000, most: 9_000 };
    const common = { open, pending, random, tally, thinkMs };
    const writers = await beginWriters(WRITERS, common);
    const writing = writers.map((writer) => writer.write(enough.signal, Promise.resolve()));
    const kept = {
      answers: tally.ended,
      studio: await held(genesis),
      prefect: await held(prefect),
    };
    await pause(SETTLING_MS);
    const before = tally.ended;
    yield* measured(system, "busy", seconds);
    const perSecond = (tally.ended - before) / seconds;
    yield { metric: "answers a second while busy", value: perSecond, unit: "1/s", goal: null };
    yield* logged(system);
    enough.abort();
    await Promise.all(writing);
    if (tally.violations.length > 0) throw new Error(tally.violations.join("\n"));
    await Promise.all([system.roles.callback.terminate(), system.roles.flows.terminate()]);
    const answers = tally.ended - kept.answers;
    const now = { studio: await held(genesis), prefect: await held(prefect) };
    const sizes = {
      studio: now.studio.kibibytes - kept.studio.kibibytes,
      "Prefect's server": now.prefect.kibibytes - kept.prefect.kibibytes,
    };
    for (const [whose, kib] of Object.entries(sizes)) {
      yield { metric: `${whose}: kept`, value: kib / answers, unit: "KiB/answer", goal: null };
    }
    for (const [table, kib] of more("tables", kept.studio, now.studio)) {
      const metric = `studio: kept, ${table}`;
      yield { metric, value: kib / answers, unit: "KiB/answer", goal: null };
    }
    for (const [table, rows] of more("rows", kept.prefect, now.prefect)) {
      const metric = `Prefect's server: kept, ${table}`;
      yield { metric, value: rows / answers, unit: "1/answer", goal: null };
    }
    await forgetEndedRuns(prefect, system.postgres.prefectUrl);
    yield* keptForEver(empty, await held(prefect), tally.ended);
  } finally {
    await pending.stop();
    await Promise.all([genesis.end({ timeout: 5 }), prefect.end({ timeout: 5 })]);
  }
}

/** Of each part while PostgreSQL is away; writers go on asking meanwhile. */
async function* logged(system: System): AsyncGenerator<Measurement> {
  const before = logLines(system.directory);
  await system.postgres.stopImmediately();
  await pause(AWAY_SECONDS * 1_000);
  const lines = linesSince(before, logLines(system.directory));
  await system.postgres.start();
  for (const [name, more] of lines) {
    if (name === "postgres") continue;
    const metric = `${name}, PostgreSQL away: lines logged`;
    yield { metric, value: more / AWAY_SECONDS, unit: "1/s", goal: null };
  }
}

async function* measured(
  system: System,
  when: "idle" | "busy",
  seconds: number,
): AsyncGenerator<Measurement> {
  const { edge, relay, callback, flows } = system.roles;
  const parts = {
    ...{ edge: [edge.pid], relay: [relay.pid], callback: [callback.pid], flows: [flows.pid] },
    ...{ "Prefect server": [system.prefect.pid ?? 0], PostgreSQL: [system.postgres.pid] },
  };
  for (const [name, { mebibytes, coreShare }] of await usageOver(parts, seconds)) {
    const metric = `${name}, ${when}`;
    yield { metric: `${metric}: memory`, value: mebibytes, unit: "MiB", goal: null };
    yield { metric: `${metric}: CPU`, value: coreShare * 100, unit: "% of a core", goal: null };
  }
}
