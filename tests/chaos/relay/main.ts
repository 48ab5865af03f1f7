/**
 * `npm run chaos -- relay`: edges, relays and callbacks under load, and random kills of them, of the
 * broker, of PostgreSQL and of the connections between them. In the end every event is in Kafka, in
 * order within its session, every effect was had once, and nothing is left behind.
 */
import { appendFileSync } from "node:fs";
import { join } from "node:path";
import postgres, { type Sql } from "postgres";
import { pause } from "#runtime/work/pause.ts";
import type { ChaosOptions, ChaosReport } from "../chaos-run.ts";
import { runCuts } from "../cuts.ts";
import { seededRandom } from "../random.ts";
import { startBulkWriters } from "./bulk-writers.ts";
import { checkRelay } from "./relay-checks.ts";
import { relayCuts } from "./relay-cuts.ts";
import { type RelaySystem, startRelaySystem } from "./relay-system.ts";
import { playFlows } from "./scripted-flows.ts";
import { startWriters } from "./writers.ts";

const WRITERS = 6;
const WRITER_PAUSE_MS = 150;
const PAUSE_BETWEEN_CUTS_MS = { least: 200, most: 1_800 };
/** The reaper and the reconciler are done with anything well before. */
const SETTLE_WITHIN_MS = 180_000;

export async function run({ cuts, seed, say }: ChaosOptions): Promise<ChaosReport> {
  const random = seededRandom(seed);
  const startedAt = performance.now();
  const seconds = () => Math.round((performance.now() - startedAt) / 1_000);
  await using system = await startRelaySystem();
  say(`${seconds()} s: the system runs`);
  const sql = postgres(system.databaseUrl, {
    max: 2,
    onnotice: () => undefined,
    connection: { role: "genesis_service" },
  });
  const cutsLog = join(system.directory, "cuts.log");
  const faults: string[] = [];
  try {
    await using flows = playFlows(system.prefect, system.databaseUrl);
    const urls = system.edges.map((edge) => edge.process.url);
    const writers = startWriters(urls, WRITERS, random.fork(), WRITER_PAUSE_MS);
    const bulk = await startBulkWriters(system.databaseUrl, random.fork());
    const answered = () => [...writers.answered, ...bulk.answered];
    const counts = await runCuts(
      relayCuts(system, (what) => faults.push(what)),
      {
        count: cuts,
        random: random.fork(),
        pauseMs: PAUSE_BETWEEN_CUTS_MS,
        onCut: (number, cut) => {
          const at = new Date().toISOString();
          appendFileSync(cutsLog, `${at} ${number} ${cut.kind} (${cut.target})\n`);
          if (number % 25 === 0) {
            say(
              `${seconds()} s: cut ${number}, ${cut.kind}; ${answered().length} commands answered`,
            );
          }
        },
      },
    );
    await system.mend();
    await Promise.all([writers.stop(), bulk.stop()]);
    say(`${seconds()} s: all cuts done, waiting until all is settled`);
    const settleMs = await settled(system, sql);
    if (settleMs === null) faults.push(`not settled; the flows' last fault: ${flows.lastFault()}`);
    const { figures, violations } = await checkRelay(system, sql, answered());
    const all = [
      ...violations,
      ...faults,
      ...writers.faults,
      ...bulk.faults,
      ...system.endedByThemselves,
    ];
    if (all.length > 0) {
      system.keepFiles();
      say(`logs and data are kept in ${system.directory}`);
    }
    return {
      cuts: counts,
      figures: {
        ...figures,
        "settled after the last cut, s": Math.round((settleMs ?? SETTLE_WITHIN_MS) / 1_000),
        "the whole run, s": seconds(),
      },
      violations: all,
    };
  } finally {
    await sql.end({ timeout: 1 });
  }
}

/** How long it took until nothing was pending; null where something still is. */
async function settled(system: RelaySystem, sql: Sql): Promise<number | null> {
  const startedAt = performance.now();
  const left = () =>
    sql<{ left: number }[]>`select
      (select count(*) from event_outbox where status = 'PENDING')::int +
      (select count(*) from command_inbox where status in ('RECEIVED', 'PROCESSING'))::int as left`.then(
      ([row]) => row?.left ?? 1,
      () => 1,
    );
  while (performance.now() - startedAt < SETTLE_WITHIN_MS) {
    if ((await left()) === 0 && !system.prefect.isDown) return performance.now() - startedAt;
    await pause(200);
  }
  return null;
}
