/**
 * `npm run chaos -- soak [--answers N] [--seconds N]`: writers answer round after round, finish their
 * novels, delete them and begin others, as years of a studio would, with every retention short. Rows
 * of every table, memory and open files of every part stay where they are; no answer is lost, doubled
 * or stuck. Linux only.
 */
import postgres, { type Sql } from "postgres";
import { pause } from "#runtime/work/pause.ts";
import { startModelServer } from "../../provision/model-server.ts";
import type { ChaosOptions, ChaosReport } from "../chaos-run.ts";
import { seededRandom } from "../random.ts";
import { echoed } from "../resume/echo-model.ts";
import { EdgeSession } from "../resume/edge-session.ts";
import { endViolations } from "../resume/end-checks.ts";
import { watchPendingCommands } from "../resume/pending-commands.ts";
import { startSystem } from "../resume/system.ts";
import { Tally } from "../resume/tally.ts";
import { beginWriters } from "../resume/writer.ts";
import { type Growing, type Sample, growth } from "./judge.ts";
import { held } from "./samples.ts";
import { forgetOld, stuckOrTwice } from "./years.ts";

const WRITERS = 12;
const SAMPLES = 200;

/** What is kept for a year and may not be taken away before: that a session was deleted, by whom. */
const GROWING: readonly Growing[] = [{ name: "studio: audit_log rows", perSession: 2 }];

export async function run(options: ChaosOptions): Promise<ChaosReport> {
  const say = (line: string) => options.say(line);
  const wanted = options.answers ?? 10_000;
  const random = seededRandom(options.seed);
  const tally = new Tally();
  await using parts = new AsyncDisposableStack();
  // Answers at once.
  const model = parts.use(
    await startModelServer({ decide: async (request, own) => echoed(request, own) }),
  );
  // Its vacuum once an hour is too seldom to be seen.
  const prefectSettings = { PREFECT_SERVER_SERVICES_DB_VACUUM_LOOP_SECONDS: "15" };
  // Or garbage lies about for as long as there is room for it.
  const nodeOptions = "--max-old-space-size=64";
  const place = {
    ...{ modelUrl: model.url, model: model.model, prefectSettings, nodeOptions },
    onEndedByItself: tally.endedByItself,
  };
  const system = parts.use(await startSystem(place));
  say("every part runs");
  const connect = (url: string) => {
    const sql: Sql = postgres(url, { max: 2, onnotice: () => undefined });
    parts.defer(() => sql.end({ timeout: 5 }));
    return sql;
  };
  const genesis = connect(system.postgres.url);
  const prefect = connect(system.postgres.prefectUrl);
  const pending = watchPendingCommands(genesis);
  parts.defer(() => pending.stop());
  const browser = await EdgeSession.open(system.roles.edge.url);
  const sessions = new Map<string, EdgeSession>();
  let begun = 0;
  const open = async () => {
    const session = begun === 0 ? browser : await browser.another();
    begun += 1;
    sessions.set(session.id, session);
    return session;
  };
  const thinkMs = { least: 0, most: 300 };
  const common = { open, pending, random, tally, thinkMs, confirms: 0.4 };
  const writers = await beginWriters(WRITERS, common);
  const enough = new AbortController();
  const writing = Promise.all(
    writers.map((writer) => writer.write(enough.signal, Promise.resolve())),
  );
  const startedAt = Date.now();
  const until = startedAt + (options.seconds ?? Number.POSITIVE_INFINITY) * 1_000;
  const samples: Sample[] = [];
  while (tally.ended < wanted && Date.now() < until && options.signal?.aborted !== true) {
    await pause(2_000, options.signal);
    await forgetOld(genesis, prefect, sessions);
    if (tally.ended < ((samples.length + 1) * wanted) / SAMPLES) continue;
    const values = await held(system, genesis, prefect);
    samples.push({ answers: tally.ended, sessions: begun, values });
    for (const fault of await stuckOrTwice(genesis)) tally.violation(fault);
    say(described(samples.at(-1), startedAt));
  }
  const minutes = (Date.now() - startedAt) / 60_000;
  const answers = tally.ended;
  enough.abort();
  await writing;
  // What was answered long ago is no longer there to be compared with what Prefect was given.
  const violations = [
    ...tally.violations,
    ...growth(samples, GROWING),
    ...(await endViolations(genesis, prefect, false)),
  ];
  const figures = {
    ...tally.figures(),
    ...atEnds(samples),
    "sessions begun": begun,
    "answers ended a minute": Math.round(answers / minutes),
  };
  return { cuts: {}, figures, violations };
}

function described(sample: Sample | undefined, startedAt: number): string {
  if (sample === undefined) return "";
  const rows = (whose: string) =>
    Object.entries(sample.values)
      .filter(([name]) => name.startsWith(whose) && name.endsWith(" rows"))
      .reduce((total, [, count]) => total + count, 0);
  const minutes = ((Date.now() - startedAt) / 60_000).toFixed(1);
  const memory = Object.entries(sample.values)
    .filter(([name]) => name.endsWith(" MiB"))
    .map(([name, value]) => `${name.slice(0, -4)} ${Math.round(value)}`);
  return `${minutes} min: ${sample.answers} answers, ${sample.sessions} sessions, rows: studio ${rows("studio")}, Prefect ${rows("Prefect:")}; MiB: ${memory.join(", ")}`;
}

/** Of each value that is ever more than nothing: after a third of the samples, and at the end. */
function atEnds(samples: readonly Sample[]): Record<string, number> {
  const early = samples[Math.floor(samples.length / 3)]?.values ?? {};
  const last = samples.at(-1)?.values ?? {};
  return Object.fromEntries(
    Object.entries(last)
      .filter(([name, value]) => value > 0 || (early[name] ?? 0) > 0)
      .flatMap(([name, value]) => [
        [`${name}, early`, Math.round(early[name] ?? 0)],
        [`${name}, last`, Math.round(value)],
      ]),
  );
}
