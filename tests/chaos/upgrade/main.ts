/**
 * `npm run chaos -- upgrade [--from RELEASE] [--seconds N]`: twenty writers answer while the database
 * goes from an older release's schema to this one's under the older parts, and the parts are replaced
 * one after the other, in the order of docs/deploy.md; from another release than 0.1.0 the older parts
 * come back at the end. No answer is lost or doubled, none is stuck, and no generation fails.
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
import type { Role } from "../../provision/role-processes.ts";
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
    for (const phase of phases(system, tally, options.from === undefined)) {
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
    const figures = tally.figures();
    const failed = Object.entries(figures).filter(([name]) => name.startsWith("failed: "));
    const violations = [
      ...tally.violations,
      ...failed.map(([name, count]) => `${count} generations ${name}`),
      ...(await endViolations(genesis, prefect)),
    ];
    return { cuts: {}, figures, violations };
  } finally {
    await pending.stop();
    await Promise.all([genesis.end({ timeout: 5 }), prefect.end({ timeout: 5 })]);
  }
}

interface Phase {
  readonly name: string;
  run(): Promise<void>;
}

/** @param isOldest its worker writes contents of another form: it goes before the schema comes */
function phases(system: UpgradeSystem, tally: Tally, isOldest: boolean): Phase[] {
  const { older, newer } = system;
  const stop = async (release: Release, role: Role) => {
    for (const late of await release.stop(role)) {
      tally.violation(`${late} did not end within 15 s of SIGTERM`);
    }
  };
  const replace = async (from: Release, to: Release, roles: readonly Role[]) => {
    for (const role of roles) {
      await to.start(role);
      if (role === "edge") system.serveBy(to);
      await stop(from, role);
    }
  };
  const serving = ["edge", "relay", "callback"] as const;
  const whole = [...serving, "flows"] as const;
  const workerFirst = async () => {
    await stop(older, "flows");
    await newer.migrate();
    await newer.start("flows");
  };
  return [
    { name: "the older release", run: async () => undefined },
    {
      name: "the older parts on the newer schema",
      run: isOldest ? workerFirst : () => newer.migrate(),
    },
    { name: "the newer parts", run: () => replace(older, newer, isOldest ? serving : whole) },
    ...(isOldest
      ? []
      : [{ name: "the older parts again", run: () => replace(newer, older, whole) }]),
  ];
}
