/**
 * The chaos run `abuse`: a real edge with its limits on, one writer at ten requests a second, and another
 * who does its worst, in each of several ways. What the first has to wait, what the second was allowed, and
 * what memory the edge keeps.
 */
import { pause } from "#runtime/work/pause.ts";
import { Account } from "./account.ts";
import { ATTACKS, type Attack, type AttackTarget, type Tally } from "./attacks.ts";
import { type EdgeUnderAbuse, startEdgeUnderAbuse } from "./edge-under-abuse.ts";
import { type WriterTimes, writeOn } from "./honest-writer.ts";
import { prepare } from "./preparation.ts";
import type { ChaosRun } from "../chaos-run.ts";

export interface AttackOutcome {
  readonly attack: string;
  readonly writer: WriterTimes;
  readonly tally: Tally;
  /** Heap and what hangs on it, garbage collected. */
  readonly usedBytes: { readonly before: number; readonly after: number };
}

export interface AbuseOptions {
  readonly attackMs: number;
  /** Between the attack's end and the look at the memory. */
  readonly restMs: number;
  say(line: string): void;
  readonly signal?: AbortSignal;
}

const MAX_P99_MS = 100;
const MAX_GROWTH = 1.1;

export async function abuse(options: AbuseOptions): Promise<readonly AttackOutcome[]> {
  await using system = await startEdgeUnderAbuse();
  const writer = new Account(system.edge.url, "192.0.2.1");
  const own = await writer.openSession();
  const target = await prepare(new Account(system.edge.url, "198.51.100.1"));
  // Pools are open and code is compiled before anything is measured.
  await writeOn(writer, own, AbortSignal.timeout(2_000));
  const outcomes: AttackOutcome[] = [];
  for (const [attack, make] of Object.entries(ATTACKS)) {
    if (options.signal?.aborted) break;
    outcomes.push(await endure(system, attack, make, { writer, own, target }, options));
    options.say(describe(outcomes.at(-1)));
  }
  return outcomes;
}

async function endure(
  { edge }: EdgeUnderAbuse,
  attack: string,
  make: Attack,
  who: { readonly writer: Account; readonly own: string; readonly target: AttackTarget },
  { attackMs, restMs }: AbuseOptions,
): Promise<AttackOutcome> {
  const before = await edge.usedBytes();
  const tally: Tally = { ok: 0, limited: 0, refused: 0, failed: 0, cut: 0 };
  const during = AbortSignal.timeout(attackMs);
  const [writer] = await Promise.all([
    writeOn(who.writer, who.own, during),
    make(who.target, during, tally),
  ]);
  await pause(restMs);
  return { attack, writer, tally, usedBytes: { before, after: await edge.usedBytes() } };
}

function describe(outcome: AttackOutcome | undefined): string {
  if (outcome === undefined) return "";
  const { attack, writer, tally, usedBytes } = outcome;
  const mib = (bytes: number) => `${(bytes / 1_048_576).toFixed(1)} MiB`;
  return `${attack}: writer p99 ${writer.p99Ms.toFixed(1)} ms, longest ${writer.longestMs.toFixed(1)} ms, ${writer.failures.length} of ${writer.requests} failed; attack ${JSON.stringify(tally)}; memory ${mib(usedBytes.before)}, then ${mib(usedBytes.after)}`;
}

/** What an attack must not reach. Times are told on an otherwise idle machine only. */
export function violationsOf(outcome: AttackOutcome, isTimed: boolean): string[] {
  const { attack, writer, tally, usedBytes } = outcome;
  const found: string[] = [];
  if (writer.failures.length > 0) {
    found.push(`${attack}: the writer was answered ${[...new Set(writer.failures)].join(", ")}`);
  }
  if (tally.failed > 0) found.push(`${attack}: ${tally.failed} answers of 5xx`);
  if (isTimed && writer.p99Ms >= MAX_P99_MS) {
    found.push(`${attack}: the writer's p99 was ${writer.p99Ms.toFixed(1)} ms`);
  }
  if (isTimed && usedBytes.after > usedBytes.before * MAX_GROWTH) {
    found.push(`${attack}: ${usedBytes.before} bytes in use before, ${usedBytes.after} after`);
  }
  return found;
}

const SECONDS = 60;

export const run: ChaosRun = async ({ say, signal, seconds = SECONDS }) => {
  const outcomes = await abuse({
    attackMs: seconds * 1_000,
    restMs: 60_000,
    say,
    ...(signal === undefined ? {} : { signal }),
  });
  const figures = outcomes.flatMap(({ attack, writer, tally, usedBytes }) => [
    [`${attack}_writer_p99_ms`, Number(writer.p99Ms.toFixed(1))] as const,
    [`${attack}_writer_longest_ms`, Number(writer.longestMs.toFixed(1))] as const,
    [`${attack}_writer_failures`, writer.failures.length] as const,
    ...Object.entries(tally).map(([what, count]) => [`${attack}_answers_${what}`, count] as const),
    [`${attack}_used_before_bytes`, usedBytes.before] as const,
    [`${attack}_used_after_bytes`, usedBytes.after] as const,
  ]);
  return {
    cuts: {},
    figures: Object.fromEntries(figures),
    violations: outcomes.flatMap((outcome) => violationsOf(outcome, true)),
  };
};
