/**
 * `npm run chaos -- recovery [--seconds N]`: writers answer while the primary is killed and its standby
 * promoted, and go on after the studio's database alone was put back to an earlier moment, with Kafka
 * and Prefect ahead of it. Nobody restarts anything: no answer is lost or doubled, none is stuck.
 */
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { pause } from "#runtime/work/pause.ts";
import type { ChaosOptions, ChaosReport } from "../chaos-run.ts";
import { seededRandom } from "../random.ts";
import { startEchoModel } from "../resume/echo-model.ts";
import { EdgeSession } from "../resume/edge-session.ts";
import { endViolations } from "../resume/end-checks.ts";
import { watchPendingCommands } from "../resume/pending-commands.ts";
import { startSystem } from "../resume/system.ts";
import { Tally } from "../resume/tally.ts";
import { beginWriters } from "../resume/writer.ts";
import { startCluster } from "./cluster.ts";

const WRITERS = 20;

export async function run(options: ChaosOptions): Promise<ChaosReport> {
  const say = (line: string) => options.say(line);
  const seconds = options.seconds ?? 30;
  const random = seededRandom(options.seed);
  const tally = new Tally();
  const directory = mkdtempSync(join(tmpdir(), "genesis-chaos-recovery-"));
  await using parts = new AsyncDisposableStack();
  parts.defer(() => rmSync(directory, { recursive: true, force: true, maxRetries: 5 }));
  const files = join(directory, "cluster");
  mkdirSync(files, { mode: 0o711 });
  const cluster = parts.use(await startCluster(files));
  const model = parts.use(await startEchoModel(random.fork()));
  const { url: databaseUrl } = cluster;
  const { endedByItself: onEndedByItself } = tally;
  const place = { modelUrl: model.url, model: model.model, databaseUrl, onEndedByItself };
  const system = parts.use(await startSystem(place));
  say("every part runs");
  const genesis = postgres(databaseUrl, { max: 2, onnotice: () => undefined });
  parts.defer(() => genesis.end({ timeout: 5 }));
  const prefect = postgres(system.postgres.prefectUrl, { max: 1, onnotice: () => undefined });
  parts.defer(() => prefect.end({ timeout: 5 }));
  const pending = watchPendingCommands(genesis);
  parts.defer(() => pending.stop());
  const open = () => EdgeSession.open(system.roles.edge.url);
  const thinkMs = { least: 200, most: 4_000 };
  const common = { open, pending, random, tally, thinkMs };
  const writers = await beginWriters(WRITERS, common);
  /** Everybody writes, before and after what happens, until each has had its last answer. */
  const writeThrough = async (what: string, happens: () => Promise<void>) => {
    const enough = new AbortController();
    const writing = writers.map((writer) => writer.write(enough.signal, Promise.resolve()));
    await pause(seconds * 500);
    await happens();
    await pause(seconds * 500);
    enough.abort();
    await Promise.all(writing);
    say(`${what}: ${tally.figures()["answers posted"] ?? 0} answers posted`);
  };
  await writeThrough("the primary was killed", () => cluster.failOver());
  await cluster.keep();
  await writeThrough("kept", async () => undefined);
  await cluster.restore();
  await writeThrough("put back", async () => undefined);
  const isWhole = false;
  const violations = [...tally.violations, ...(await endViolations(genesis, prefect, isWhole))];
  return { cuts: { "primary killed": 1, "put back": 1 }, figures: tally.figures(), violations };
}
