/** What `npm run look -- …` was asked for. */
import { parseArgs } from "node:util";
import { z } from "zod";

export const USAGE = `Usage: npm run look -- SESSION [--limit N] [--json]

One session, oldest first: its commands, events, outbox rows, waits, runs, tasks and calls of a model,
with their ids. No text of its writer is in it.

  --limit N   the newest N entries, 1 to 10000 (200 unless told)
  --json      one object

The database is DATABASE_MIGRATE_URL, else DATABASE_DIRECT_URL, else DATABASE_URL, else that of the
studio which runs from GENESIS_DATA_DIR. Where Prefect can be asked, the run's state is told too.
`;

export type LookCommand =
  | { readonly command: "help" }
  | {
      readonly command: "look";
      readonly session: string;
      readonly limit: number;
      readonly isJson: boolean;
    }
  | { readonly command: "wrong"; readonly problem: string };

/** @param args what stands behind `--` */
export function readLookCommand(args: readonly string[]): LookCommand {
  let parsed: ReturnType<typeof parse>;
  try {
    parsed = parse(args);
  } catch (error) {
    return { command: "wrong", problem: error instanceof Error ? error.message : String(error) };
  }
  const { values, positionals } = parsed;
  if (values.help === true) return { command: "help" };
  const [session = "", ...more] = positionals;
  // An address of the page is as good as the id in it.
  const id = /([0-9a-f-]{36})\/?$/i.exec(session)?.[1] ?? session;
  if (!z.guid().safeParse(id).success || more.length > 0) {
    return { command: "wrong", problem: "SESSION: takes one session's id, or its page's address" };
  }
  const limit = values.limit ?? "200";
  if (!/^[1-9]\d{0,3}$|^10000$/.test(limit)) {
    return { command: "wrong", problem: `--limit: got ${limit}; takes 1 to 10000` };
  }
  return { command: "look", session: id, limit: Number(limit), isJson: values.json === true };
}

function parse(args: readonly string[]) {
  return parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      help: { type: "boolean", short: "h" },
      json: { type: "boolean" },
      limit: { type: "string" },
    },
  });
}
