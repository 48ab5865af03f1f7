/** What `npm run maintenance -- …` was asked for. */
import { parseArgs } from "node:util";

export const USAGE = `Usage: npm run maintenance -- [on [--for TIME] [--wait TIME] | off] [--json]

While maintenance is on every edge answers writes with 503 and what can be read with what was written;
pages keep what is pressed and send it afterwards. What was accepted before is brought to its end.

  (nothing)      whether it is on, and what is still under way; 1 where it is on
  on             puts writes off, and waits until every edge does so and nothing is under way
    --for TIME   how long it is expected to last, as writers are told: 30m, 2h; again: another end
    --wait TIME  wait no longer than so (10m unless told; 0s: not at all); 1 where that was too short
  off            writes are taken again
  --json         one object

The database is DATABASE_MIGRATE_URL, else DATABASE_DIRECT_URL, else DATABASE_URL, else that of the
studio which runs from GENESIS_DATA_DIR.
`;

const UNIT_MS = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
const WAIT_MS = 10 * UNIT_MS.m;

export type MaintenanceCommand =
  | { readonly command: "help" }
  | { readonly command: "status"; readonly isJson: boolean }
  | { readonly command: "off"; readonly isJson: boolean }
  | {
      readonly command: "on";
      /** null: nobody knows. */
      readonly forMs: number | null;
      readonly waitMs: number;
      readonly isJson: boolean;
    }
  | { readonly command: "wrong"; readonly problem: string };

/** @param args what stands behind `--` */
export function readMaintenanceCommand(args: readonly string[]): MaintenanceCommand {
  let parsed: ReturnType<typeof parse>;
  try {
    parsed = parse(args);
  } catch (error) {
    return wrong(error instanceof Error ? error.message : String(error));
  }
  const { values, positionals } = parsed;
  if (values.help === true) return { command: "help" };
  const isJson = values.json === true;
  const [verb = "status", ...others] = positionals;
  if (others.length > 0 || !["status", "on", "off"].includes(verb)) {
    return wrong(`got ${positionals.join(" ")}; takes nothing, on or off`);
  }
  if (verb === "on") {
    const forMs = values.for === undefined ? null : millisecondsOf(values.for);
    const waitMs = values.wait === undefined ? WAIT_MS : millisecondsOf(values.wait);
    if (Number.isNaN(forMs) || forMs === 0) {
      return wrong(`--for: got ${values.for ?? ""}; takes a time: 30m, 2h`);
    }
    if (Number.isNaN(waitMs)) return wrong(`--wait: got ${values.wait ?? ""}; takes a time: 10m`);
    return { command: "on", forMs, waitMs, isJson };
  }
  if (values.for !== undefined || values.wait !== undefined) {
    return wrong("--for and --wait are of `on`");
  }
  return verb === "off" ? { command: "off", isJson } : { command: "status", isJson };
}

/** NaN where it is no time. */
function millisecondsOf(text: string): number {
  const [, count, unit] = /^(\d{1,5})([smhd])$/.exec(text) ?? [];
  if (unit !== "s" && unit !== "m" && unit !== "h" && unit !== "d") return Number.NaN;
  return Number(count) * UNIT_MS[unit];
}

function parse(args: readonly string[]) {
  return parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      help: { type: "boolean", short: "h" },
      json: { type: "boolean" },
      for: { type: "string" },
      wait: { type: "string" },
    },
  });
}

function wrong(problem: string): MaintenanceCommand {
  return { command: "wrong", problem };
}
