/**
 * `npm run chaos -- fleet`: writers and readers in three regions, 0, 80 and 200 ms from the primary, whose
 * edges read from the replica beside them, while edges, relays, callbacks, the flow worker and the
 * region's wakes are killed and frozen, replicas cut off and held back, and in the middle the primary is
 * killed and a replica promoted. Nobody restarts anything: what was answered is in the log, once; no reader
 * misses an event; no writer's state is older than what it was answered; nothing is left under way.
 * With `--readers` (`npm run simulate -- fleet`: 10,000 over 2,000 books, 200 commands a second) there is
 * a crowd besides; what each part takes and how long a press takes to its answer and to its readers is
 * said of the time before the first cut, and of that under cuts.
 */
import postgres from "postgres";
import { pause } from "#runtime/work/pause.ts";
import type { ChaosOptions, ChaosReport } from "../chaos-run.ts";
import { runCuts } from "../cuts.ts";
import { seededRandom } from "../random.ts";
import { startEchoModel } from "../resume/echo-model.ts";
import { endViolations } from "../resume/end-checks.ts";
import { watchPendingCommands } from "../resume/pending-commands.ts";
import { Tally } from "../resume/tally.ts";
import { beginWriters } from "../resume/writer.ts";
import { usageOver } from "../../../bench/roles/usage.ts";
import { Crowd } from "./crowd/crowd.ts";
import { type Fleet, startFleet } from "./fleet.ts";
import { fleetCuts } from "./fleet-cuts.ts";
import { Ledger } from "./ledger.ts";
import { startPresses } from "./presses.ts";
import { readsOf } from "./region.ts";

const WRITERS_A_REGION = 4;
const PAUSE_MS = { least: 300, most: 3_000 } as const;
/** Where nothing ends for so long, the next cut comes all the same. */
const LONGEST_IDLE_MS = 6_000;
const STEADY_SECONDS = 60;
const SETTLED_MS = 10_000;
const THINK_MS = { least: 500, most: 8_000 } as const;

export async function run(options: ChaosOptions): Promise<ChaosReport> {
  const say = (line: string) => options.say(line);
  const random = seededRandom(options.seed);
  const cutRandom = random.fork();
  const tally = new Tally();
  await using parts = new AsyncDisposableStack();
  const model = parts.use(await startEchoModel(random.fork()));
  const { endedByItself: onEndedByItself } = tally;
  const setting = { modelUrl: model.url, model: model.model, say, onEndedByItself };
  const fleet = parts.use(await startFleet(setting));
  say("every part runs");
  const genesis = postgres(fleet.databaseUrl, {
    max: 2,
    // A standby takes no writes; postgres.js sees that by `primary` only.
    target_session_attrs: "primary",
    onnotice: () => undefined,
  });
  parts.defer(() => genesis.end({ timeout: 5 }));
  const prefect = postgres(fleet.prefectUrl, { max: 1, onnotice: () => undefined });
  parts.defer(() => prefect.end({ timeout: 5 }));
  const pending = watchPendingCommands(genesis);
  parts.defer(() => pending.stop());
  const ledger = new Ledger(fleet.regions, tally, random.fork());
  parts.defer(() => ledger.close());
  const begun = fleet.regions.map((region) => {
    const open = () => ledger.open(region);
    return beginWriters(WRITERS_A_REGION, { open, pending, random, tally, thinkMs: THINK_MS });
  });
  const writers = (await Promise.all(begun)).flat();
  say("every session waits for its writer");
  const enough = new AbortController();
  const quiet = Promise.withResolvers<void>();
  const writing = writers.map((writer) => writer.write(enough.signal, quiet.promise));
  const presses = await startPresses(fleet.regions, ledger, tally);
  const cuts: Record<string, number> = {};
  const cutFor = async (count: number) => {
    const done = await runCuts(fleetCuts(fleet), {
      count,
      random: cutRandom,
      pauseMs: PAUSE_MS,
      untilWorthwhile: () => tally.moreEnded(LONGEST_IDLE_MS),
      ...(options.signal === undefined ? {} : { signal: options.signal }),
      onCut: (number, { kind }) => {
        if (number % 10 === 1) say(`cut ${number}, ${kind}: ${tally.ended} commands ended`);
      },
    });
    for (const [kind, times] of Object.entries(done)) cuts[kind] = (cuts[kind] ?? 0) + times;
  };
  const crowd =
    options.crowd === undefined ? null : await Crowd.gather(fleet.regions, options.crowd);
  if (crowd !== null) parts.use(crowd);
  const steady = crowd === null ? {} : await steadily(crowd, fleet, options);
  const half = Math.floor(options.cuts / 2);
  await cutFor(half);
  say("the primary is killed, and a replica promoted");
  const [again] = await Promise.all([presses.answeredAgain(), fleet.cluster.failOver()]);
  cuts["primary killed, replica promoted"] = 1;
  say(`presses are answered again: ${JSON.stringify(again)}`);
  await cutFor(options.cuts - half);
  say("nothing is cut any more");
  const cut = (await crowd?.figures("under cuts")) ?? {};
  ledger.add((await crowd?.rest()) ?? []);
  await presses.stop();
  enough.abort();
  quiet.resolve();
  await Promise.all(writing);
  const reads: [string, number][] = [];
  for (const region of fleet.regions) {
    for (const [server, count] of Object.entries(await readsOf(region))) {
      reads.push([`reads of the ${server} since its edges began last, ${region.name}`, count]);
    }
  }
  const atTheEnd = await endViolations(genesis, prefect);
  // What is lost first: of much else it is the cause.
  const violations = [
    ...(await ledger.violations(genesis)),
    ...((await crowd?.violations(genesis)) ?? []),
    ...atTheEnd,
    ...tally.violations,
  ];
  const answered = Object.entries(again).map(([region, ms]): [string, number] => [
    `answered again after the promotion, ${region} (ms)`,
    Math.round(ms),
  ]);
  const figures = {
    ...tally.figures(),
    ...Object.fromEntries(answered),
    ...Object.fromEntries(reads),
    ...presses.figures(),
    ...ledger.figures(),
    ...steady,
    ...cut,
  };
  return { cuts, figures, violations };
}

/** What each part costs and what the crowd waits for, while nothing is cut yet. */
async function steadily(
  crowd: Crowd,
  fleet: Fleet,
  { seconds = STEADY_SECONDS, say }: ChaosOptions,
): Promise<Record<string, number>> {
  say("the crowd reads and presses");
  await crowd.press();
  await pause(SETTLED_MS);
  await crowd.figures("settling");
  const usages = await usageOver({ ...fleet.processes(), ...crowd.processes() }, seconds);
  const costs = [...usages].flatMap(([name, { mebibytes, coreShare }]): [string, number][] => [
    [`costs, ${name} (% of a core)`, Math.round(coreShare * 1_000) / 10],
    [`costs, ${name} (MiB)`, Math.round(mebibytes)],
  ]);
  return { ...Object.fromEntries(costs), ...(await crowd.figures("nothing cut")) };
}
