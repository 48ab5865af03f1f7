/**
 * `npm run chaos -- resume`: writers answer all at the same time while edge, relay, callback, flow
 * worker, Prefect server and Valkey are killed and stopped in their tracks. Each answer has to come to its
 * proposal, or to a failure that can be tried again; nothing twice, nothing to another wait.
 */
import postgres from "postgres";
import type { ChaosOptions, ChaosReport } from "../chaos-run.ts";
import { runCuts } from "../cuts.ts";
import { seededRandom } from "../random.ts";
import { startEchoModel } from "./echo-model.ts";
import { EdgeSession } from "./edge-session.ts";
import { endViolations } from "./end-checks.ts";
import { watchPendingCommands } from "./pending-commands.ts";
import { systemCuts } from "./system-cuts.ts";
import { startSystem } from "./system.ts";
import { Tally } from "./tally.ts";
import { beginWriters } from "./writer.ts";

export interface ResumeChaos extends ChaosOptions {
  readonly sessions: number;
  readonly longestFreezeMs: number;
  /** Where nothing ends for so long, the next cut comes all the same. */
  readonly longestIdleMs: number;
  readonly pauseMs: { readonly least: number; readonly most: number };
  readonly thinkMs: { readonly least: number; readonly most: number };
}

export function run(options: ChaosOptions): Promise<ChaosReport> {
  return runResumeChaos({
    ...options,
    sessions: 50,
    // Beyond leases and beats (15 s): who was stopped comes back as a zombie.
    longestFreezeMs: 25_000,
    longestIdleMs: 8_000,
    pauseMs: { least: 200, most: 2_500 },
    thinkMs: { least: 500, most: 10_000 },
  });
}

export async function runResumeChaos(options: ResumeChaos): Promise<ChaosReport> {
  const say = (line: string) => options.say(line);
  const random = seededRandom(options.seed);
  const cutRandom = random.fork();
  const tally = new Tally();
  await using model = await startEchoModel(random.fork());
  const { endedByItself: onEndedByItself } = tally;
  const place = { modelUrl: model.url, model: model.model, onEndedByItself };
  await using system = await startSystem(place);
  say("every part runs");
  const genesis = postgres(system.postgres.url, { max: 2, onnotice: () => undefined });
  const prefect = postgres(system.postgres.prefectUrl, { max: 1, onnotice: () => undefined });
  const pending = watchPendingCommands(genesis);
  const enough = new AbortController();
  const quiet = Promise.withResolvers<void>();
  try {
    const open = () => EdgeSession.open(system.roles.edge.url);
    const { thinkMs } = options;
    const common = { open, pending, random, tally, thinkMs };
    const writers = await beginWriters(options.sessions, common);
    say("every session waits for its writer");
    const writing = writers.map((writer) => writer.write(enough.signal, quiet.promise));
    const cuts = await runCuts(systemCuts(system, { freezeMs: options.longestFreezeMs }), {
      count: options.cuts,
      random: cutRandom,
      ...(options.signal === undefined ? {} : { signal: options.signal }),
      pauseMs: options.pauseMs,
      untilWorthwhile: () => tally.moreEnded(options.longestIdleMs),
      onCut: (number, cut) => {
        if (number % 25 !== 0 && number !== 1) return;
        const { "answers heard": heard, "answers posted": posted } = tally.figures();
        say(`cut ${number}, ${cut.kind}: ${posted ?? 0} answers posted, ${heard ?? 0} heard`);
      },
    });
    say("nothing is cut any more");
    enough.abort();
    quiet.resolve();
    await Promise.all(writing);
    const violations = [...tally.violations, ...(await endViolations(genesis, prefect))];
    return { cuts, figures: tally.figures(), violations };
  } finally {
    await pending.stop();
    await Promise.all([genesis.end({ timeout: 5 }), prefect.end({ timeout: 5 })]);
  }
}
