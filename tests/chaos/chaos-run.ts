/** What a chaos run is given and what it says. */

/** Who is there besides, in `fleet`. */
export interface CrowdSize {
  readonly readers: number;
  readonly books: number;
  /** Over all regions. */
  readonly commandsPerSecond: number;
}

export interface ChaosOptions {
  readonly cuts: number;
  /** How long each attack of `abuse`, each phase of `upgrade` and the crowd's of `fleet` lasts; absent: 60. */
  readonly seconds?: number;
  /** How many answers `soak` waits for; absent: 10,000. */
  readonly answers?: number;
  /** The older release of `upgrade`: a commit, or a directory where one is installed. */
  readonly from?: string;
  /** Absent: nobody is. */
  readonly crowd?: CrowdSize;
  /** The same seed gives the same cuts in the same order. */
  readonly seed: number;
  /** No further cuts; what is there is settled and checked. */
  readonly signal?: AbortSignal;
  /** Takes a line now and then, of how far it is. */
  readonly say: (line: string) => void;
}

export interface ChaosReport {
  /** How many cuts of each kind. */
  readonly cuts: Readonly<Record<string, number>>;
  /** What was counted and measured, by a name that carries its unit. */
  readonly figures: Readonly<Record<string, number>>;
  /** What must never be; empty where all held. */
  readonly violations: readonly string[];
}

export type ChaosRun = (options: ChaosOptions) => Promise<ChaosReport>;

const SHOWN_VIOLATIONS = 50;

/** The report as a person reads it. */
export function describeReport(name: string, seed: number, report: ChaosReport): string {
  const rows = (of: Readonly<Record<string, number>>) =>
    Object.entries(of).map(([what, count]) => `  ${what.padEnd(50)} ${String(count).padStart(9)}`);
  const shown = report.violations.slice(0, SHOWN_VIOLATIONS);
  const more = report.violations.length - shown.length;
  const total = Object.values(report.cuts).reduce((sum, count) => sum + count, 0);
  return [
    `chaos ${name}, seed ${seed}: ${total} cuts`,
    ...rows(report.cuts),
    "counted and measured",
    ...rows(report.figures),
    report.violations.length === 0 ? "no violation" : `VIOLATIONS: ${report.violations.length}`,
    ...shown.map((violation) => `  ${violation}`),
    ...(more > 0 ? [`  and ${more} more (--json has all)`] : []),
    "",
  ].join("\n");
}
