/** Whether what a soak sampled stays where it is, or grows with the answers. */

export interface Sample {
  /** How many answers had ended by then. */
  readonly answers: number;
  /** How many sessions had begun. */
  readonly sessions: number;
  readonly values: Readonly<Record<string, number>>;
}

/** What is counted: rows of a table, MiB of memory, open files; the last word of a value's name. */
export type Unit = "rows" | "MiB" | "files";

/** What a value may be more at the end than in the middle: a share of it, and so much besides. */
const ALLOWED: Readonly<Record<Unit, { readonly share: number; readonly more: number }>> = {
  // Of sessions that are open a few have more rounds at one time than at another.
  rows: { share: 0.3, more: 40 },
  MiB: { share: 0.1, more: 16 },
  files: { share: 0.1, more: 12 },
};

/** What grows by right, and by how many rows for each session that begins. */
export interface Growing {
  readonly name: string;
  readonly perSession: number;
}

/** Of samples the first third is left out: sessions begin, caches and pools fill. */
const LEAST_SAMPLES = 6;

/**
 * Compares the last third with the middle one, each by its median.
 * @param growing values that may grow with sessions; every other one may not
 * @returns what grows that must not, in words; or that there are too few samples to tell
 */
export function growth(samples: readonly Sample[], growing: readonly Growing[]): string[] {
  if (samples.length < LEAST_SAMPLES) {
    return [`${samples.length} samples tell nothing, ${LEAST_SAMPLES} are wanted: ask for longer`];
  }
  const third = Math.floor(samples.length / 3);
  const middle = samples.slice(-2 * third, -third);
  const last = samples.slice(-third);
  const answers = median(last.map((s) => s.answers)) - median(middle.map((s) => s.answers));
  const sessions = median(last.map((s) => s.sessions)) - median(middle.map((s) => s.sessions));
  const names = new Set(samples.flatMap((sample) => Object.keys(sample.values)));
  return [...names].toSorted().flatMap((name) => {
    const of = (part: readonly Sample[]) => median(part.map((s) => s.values[name] ?? 0));
    const [before, after] = [of(middle), of(last)];
    const { share, more } = ALLOWED[unitOf(name)];
    const right = growing.find((one) => one.name === name)?.perSession ?? 0;
    const most = before * (1 + share) + more + right * sessions;
    if (after <= most) return [];
    const unit = unitOf(name);
    return [
      `${name.slice(0, -unit.length - 1)} grows: ${round(before)} ${unit}, and ${answers} answers and ${sessions} sessions later ${round(after)}`,
    ];
  });
}

function unitOf(name: string): Unit {
  const unit = (["rows", "MiB", "files"] as const).find((one) => name.endsWith(` ${one}`));
  if (unit === undefined) throw new Error(`${name} has no unit`);
  return unit;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const half = Math.floor((sorted.length - 1) / 2);
  return ((sorted[half] ?? 0) + (sorted[sorted.length - 1 - half] ?? 0)) / 2;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
