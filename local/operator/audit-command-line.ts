/** What `npm run audit -- …` was asked for. */
import { parseArgs } from "node:util";
import { z } from "zod";

export const USAGE = `Usage: npm run audit -- [--account ID] [--since TIME] [--limit N] [--json]

Who did what, from where and when: the newest entries, oldest first. No texts are in it.

  --account ID   of that account, and of those that were taken into it
  --since TIME   from then on: 2026-11-26, 2026-11-26T08:00:00Z, or 90m, 24h, 7d ago
  --limit N      at most so many, 1 to 100000 (1000 unless told)
  --json         one object a line

The database is DATABASE_MIGRATE_URL, else DATABASE_DIRECT_URL, else DATABASE_URL, else that of the
studio which runs from GENESIS_DATA_DIR.
`;

const UNIT_MS = { m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

export type AuditCommand =
  | { readonly command: "help" }
  | {
      readonly command: "list";
      readonly account: string | null;
      readonly since: Date | null;
      readonly limit: number;
      readonly isJson: boolean;
    }
  | { readonly command: "wrong"; readonly problem: string };

/** @param args what stands behind `--`; @param now what "ago" counts from */
export function readAuditCommand(args: readonly string[], now: Date): AuditCommand {
  let values: ReturnType<typeof parse>["values"];
  try {
    ({ values } = parse(args));
  } catch (error) {
    return wrong(error instanceof Error ? error.message : String(error));
  }
  if (values.help === true) return { command: "help" };
  const account = values.account ?? null;
  if (account !== null && !z.guid().safeParse(account).success) {
    return wrong(`--account: ${account} is no account's id`);
  }
  const since = values.since === undefined ? null : timeOf(values.since, now);
  if (since !== null && Number.isNaN(since.getTime())) {
    return wrong(`--since: got ${values.since ?? ""}; takes a time, or 90m, 24h, 7d`);
  }
  const limit = values.limit ?? "1000";
  if (!/^[1-9]\d{0,5}$/.test(limit) || Number(limit) > 100_000) {
    return wrong(`--limit: got ${limit}; takes 1 to 100000`);
  }
  return { command: "list", account, since, limit: Number(limit), isJson: values.json === true };
}

function timeOf(text: string, now: Date): Date {
  const [, count, unit] = /^([1-9]\d{0,4})([mhd])$/.exec(text) ?? [];
  if (unit === "m" || unit === "h" || unit === "d") {
    return new Date(now.getTime() - Number(count) * UNIT_MS[unit]);
  }
  return new Date(/^\d{4}-\d\d-\d\d/.test(text) ? text : Number.NaN);
}

function parse(args: readonly string[]) {
  return parseArgs({
    args: [...args],
    options: {
      help: { type: "boolean", short: "h" },
      json: { type: "boolean" },
      account: { type: "string" },
      since: { type: "string" },
      limit: { type: "string" },
    },
  });
}

function wrong(problem: string): AuditCommand {
  return { command: "wrong", problem };
}
