/**
 * `npm run chaos -- disk [--seconds N]`: writers answer on a whole studio whose disk is filled up and
 * has room again. The page is served and says what is wrong, nothing ends for good, answers go on
 * within half a minute of there being room, and nobody restarts anything.
 */
import postgres from "postgres";
import { z } from "zod";
import { pause } from "#runtime/work/pause.ts";
import { isAlive } from "../../../local/lock/process-identity.mjs";
import { embeddedUrl } from "../../../local/postgres/embedded-postgres.ts";
import { type Studio, startStudio } from "../../provision/studio.ts";
import type { ChaosOptions, ChaosReport } from "../chaos-run.ts";
import { seededRandom } from "../random.ts";
import { startEchoModel } from "../resume/echo-model.ts";
import { EdgeSession } from "../resume/edge-session.ts";
import { watchPendingCommands } from "../resume/pending-commands.ts";
import { Tally } from "../resume/tally.ts";
import { beginWriters } from "../resume/writer.ts";
import { mountSmallDisk } from "./small-disk.ts";

const WRITERS = 20;
const DISK_MEBIBYTES = 900;
const GOES_ON_WITHIN_MS = 30_000;

export async function run(options: ChaosOptions): Promise<ChaosReport> {
  const random = seededRandom(options.seed);
  const tally = new Tally();
  await using parts = new AsyncDisposableStack();
  const disk = parts.use(await mountSmallDisk(DISK_MEBIBYTES));
  const model = parts.use(await startEchoModel(random.fork()));
  const env = {
    GENESIS_DATA_DIR: disk.path,
    OPENAI_BASE_URL: model.url,
    OPENAI_API_KEY: "none",
    GENESIS_MODEL: model.model,
  };
  const studio = parts.use(await startStudio({ env }));
  const { pid } = studio;
  options.say("the studio runs");
  const genesis = postgres(embeddedUrl(disk.path), { max: 1, onnotice: () => undefined });
  parts.defer(() => genesis.end({ timeout: 5 }));
  const pending = watchPendingCommands(genesis);
  parts.defer(() => pending.stop());
  const open = () => EdgeSession.open(studio.url);
  const thinkMs = { least: 0, most: 2_000 };
  const common = { open, pending, random, tally, thinkMs };
  const writers = await beginWriters(WRITERS, common);
  const enough = new AbortController();
  const writing = writers.map((writer) => writer.write(enough.signal, Promise.resolve()));
  await pause(5_000);
  const seconds = options.seconds ?? 60;
  const until = Date.now() + seconds * 1_000;
  const problems = new Set<string>();
  while (Date.now() < until) {
    disk.fill();
    await pause(1_000);
    for (const fault of await look(studio, problems)) tally.violation(fault);
  }
  if (!problems.has("DISK_FULL")) {
    tally.violation(`health never said DISK_FULL, but ${[...problems].join(", ") || "nothing"}`);
  }
  const endedBefore = tally.ended;
  disk.free();
  options.say(`there is room again; ${endedBefore} commands have ended so far`);
  const freedAt = Date.now();
  while (tally.ended === endedBefore && Date.now() - freedAt < 5 * GOES_ON_WITHIN_MS) {
    await pause(100);
  }
  const wentOnAfterMs = Date.now() - freedAt;
  if (wentOnAfterMs > GOES_ON_WITHIN_MS) tally.violation(`went on after ${wentOnAfterMs} ms`);
  enough.abort();
  await Promise.all(writing);
  if (studio.pid !== pid || !isAlive(pid)) tally.violation("npm start ended");
  const [row] = await genesis<{ count: number }[]>`select count(*)::int from command_inbox
    where status in ('RECEIVED', 'PROCESSING')`;
  if (row?.count !== 0) tally.violation(`${row?.count} commands are pending at the end`);
  const figures = { ...tally.figures(), "went on after room came (ms)": wentOnAfterMs };
  return { cuts: { "disk full": 1 }, figures, violations: tally.violations };
}

const health = z.looseObject({
  parts: z.record(z.string(), z.looseObject({ problem: z.string().nullish() })),
});

/** @returns what may not be while a disk is full */
async function look(studio: Studio, problems: Set<string>): Promise<string[]> {
  const ask = (path: string) =>
    fetch(`${studio.url}${path}`, { signal: AbortSignal.timeout(5_000) }).catch(() => null);
  const [page, live, ready] = [
    await ask("/"),
    await ask("/api/health/live"),
    await ask("/api/health/ready"),
  ];
  const told = health.safeParse(await ready?.json().catch(() => null));
  for (const { problem } of Object.values(told.data?.parts ?? {})) {
    if (typeof problem === "string") problems.add(problem);
  }
  return [
    ...(page?.status === 200 ? [] : [`the page was ${page?.status ?? "not"} served`]),
    ...(live?.status === 200 ? [] : [`live said ${live?.status ?? "nothing"}`]),
  ];
}
