/**
 * `npm run chaos -- upgrade [--from RELEASE] [--seconds N]`: twenty writers answer while the database
 * goes from an older release's schema to this one's under the older parts, and the parts are replaced
 * one after the other. No answer is lost or doubled, and none is stuck.
 */
import postgres from "postgres";
import { pause } from "#runtime/work/pause.ts";
import type { ChaosOptions, ChaosReport } from "../chaos-run.ts";
import { seededRandom } from "../random.ts";
import { EdgeSession } from "../resume/edge-session.ts";
import { endViolations } from "../resume/end-checks.ts";
import { watchPendingCommands } from "../resume/pending-commands.ts";
import { Tally } from "../resume/tally.ts";
import { writerState } from "../resume/writer-state.ts";
import { beginWriters } from "../resume/writer.ts";
import { installedRelease } from "./release.ts";
import { type Release, type UpgradeSystem, startUpgradeSystem } from "./system.ts";

const WRITERS = 20;
const PHASE_SECONDS = 60;

export async function run(options: ChaosOptions): Promise<ChaosReport> {
  const say = (line: string) => options.say(line);
  const random = seededRandom(options.seed);
  const tally = new Tally();
  const checkout = await installedRelease(options.from);
  say(`the older release is in ${checkout}`);
  await using system = await startUpgradeSystem({ checkout, say });
  await system.older.start();
  say("the older release runs");
  const genesis = postgres(system.postgres.url, { max: 2, onnotice: () => undefined });
  const prefect = postgres(system.postgres.prefectUrl, { max: 1, onnotice: () => undefined });
  const pending = watchPendingCommands(genesis);
  const enough = new AbortController();
  const quiet = Promise.withResolvers<void>();
  try {
    const open = () => EdgeSession.open(system.origin, (body) => writerState.parse(body));
    const thinkMs = { least: 200, most: 4_000 };
    // The sample answers: releases do not ask a model for the same things.
    const common = { open, pending, random, tally, thinkMs, isEchoed: false };
    const writers = await beginWriters(WRITERS, common);
    say("every session waits for its writer");
    const writing = writers.map((writer) => writer.write(enough.signal, quiet.promise));
    const seconds = options.seconds ?? PHASE_SECONDS;
    for (const phase of phases(system, tally)) {
      if (options.signal?.aborted === true) break;
      await phase.run();
      await pause(seconds * 1_000, options.signal);
      const { "answers heard": heard, "answers posted": posted } = tally.figures();
      say(`${phase.name}: ${posted ?? 0} answers posted, ${heard ?? 0} heard`);
      for (const violation of tally.violations) say(`  ${violation}`);
    }
    enough.abort();
    quiet.resolve();
    await Promise.all(writing);
    const violations = [...tally.violations, ...(await endViolations(genesis, prefect))];
    return { cuts: {}, figures: tally.figures(), violations };
  } finally {
    await pending.stop();
    await Promise.all([genesis.end({ timeout: 5 }), prefect.end({ timeout: 5 })]);
  }
}

interface Phase {
  readonly name: string;
  run(): Promise<void>;
}

function phases(system: UpgradeSystem, tally: Tally): Phase[] {
  const { older, newer } = system;
  const replace = async (from: Release, to: Release) => {
    await to.start("edge");
    system.serveBy(to);
    const late = await from.stop("edge");
    for (const role of ["relay", "callback", "flows"] as const) {
      await to.start(role);
      late.push(...(await from.stop(role)));
    }
    for (const role of late) tally.violation(`${role} did not end within 15 s of SIGTERM`);
  };
  return [
    { name: "the older release", run: async () => undefined },
    { name: "the older parts on the newer schema", run: () => newer.migrate() },
    { name: "the newer parts", run: () => replace(older, newer) },
  ];
}
