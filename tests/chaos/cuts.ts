/** Cuts: faults that are done to a running system, one after the other as a seeded schedule says. */
import { pause } from "#runtime/work/pause.ts";
import type { Random } from "./random.ts";

/** One way to disturb one part. */
export interface Cut {
  /** As the report counts it: "relay killed". */
  readonly kind: string;
  /** What it is done to; cuts of one target never overlap. */
  readonly target: string;
  /** How often, in proportion to the others. */
  readonly weight: number;
  /** Does it; resolves once the part is whole again, or has been started again. */
  run(random: Random): Promise<void>;
}

export interface CutSchedule {
  readonly count: number;
  readonly random: Random;
  /** Between the beginnings of two cuts, at random: so several may be under way at once. */
  readonly pauseMs: { readonly least: number; readonly most: number };
  readonly signal?: AbortSignal;
  /** Before each, counted from 1. */
  onCut?(number: number, cut: Cut): void;
  /** After each pause: resolves once there is something again that a cut can disturb. */
  readonly untilWorthwhile?: () => Promise<void>;
}

/**
 * Which cut comes after which depends on the seed alone; where its target is still being cut, it waits.
 * @returns how many of each kind were done
 * @throws what a cut threw: the part could not be brought back
 */
export async function runCuts(
  cuts: readonly Cut[],
  schedule: CutSchedule,
): Promise<Readonly<Record<string, number>>> {
  const { random, pauseMs } = schedule;
  const counts: Record<string, number> = {};
  const busy = new Map<string, Promise<void>>();
  for (let number = 1; number <= schedule.count && !schedule.signal?.aborted; number += 1) {
    const cut = random.pickWeighted(cuts, ({ weight }) => weight);
    const own = random.fork();
    const waitMs = random.between(pauseMs.least, pauseMs.most);
    await busy.get(cut.target);
    schedule.onCut?.(number, cut);
    counts[cut.kind] = (counts[cut.kind] ?? 0) + 1;
    const running = cut.run(own);
    busy.set(cut.target, running);
    // Told by whoever waits for it next; until then it is no unhandled rejection.
    running.catch(() => undefined);
    await pause(waitMs, schedule.signal);
    await schedule.untilWorthwhile?.();
  }
  await Promise.all(busy.values());
  return counts;
}
