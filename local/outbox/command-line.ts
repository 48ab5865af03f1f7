/** What `npm run outbox -- …` was asked for. */
import { parseArgs } from "node:util";

export const USAGE = `Usage: npm run outbox -- COMMAND

Events that could not be published. Each was tried four times and then given up: FAILED. Its command,
where it was still waiting, ended with EVENT_UNDELIVERABLE, and its session went on.

  list [--limit N] [--json]   what FAILED, oldest first (100 unless told); --json: one object a line
  retry ID… | --all           publish these again, with four tries each. The session may be further by
                              now: a consumer that drops versions it is past does so here as well, and
                              an ended command stays ended
  drop ID… | --all            forget these: never published, kept in the session's log

The database is DATABASE_DIRECT_URL, else DATABASE_URL, else that of the studio which runs from
GENESIS_DATA_DIR. ID is the first column of list.
`;

export type OutboxCommand =
  | { readonly command: "help" }
  | { readonly command: "list"; readonly limit: number; readonly isJson: boolean }
  | {
      readonly command: "retry" | "drop";
      /** null: every one. */
      readonly ids: readonly number[] | null;
    }
  | { readonly command: "wrong"; readonly problem: string };

/** @param args what stands behind `--` */
export function readCommandLine(args: readonly string[]): OutboxCommand {
  let parsed: ReturnType<typeof parse>;
  try {
    parsed = parse(args);
  } catch (error) {
    return wrong(error instanceof Error ? error.message : String(error));
  }
  const { values, positionals } = parsed;
  const [command, ...rest] = positionals;
  if (values.help === true || command === "help") return { command: "help" };
  switch (command) {
    case "list": {
      const limit = values.limit ?? "100";
      if (!/^[1-9]\d{0,4}$/.test(limit)) return wrong(`--limit: got ${limit}; takes 1 to 99999`);
      if (rest.length > 0) return wrong(`list takes no ${rest.join(" ")}`);
      return { command, limit: Number(limit), isJson: values.json === true };
    }
    case "retry":
    case "drop": {
      const isAll = values.all === true;
      if (isAll === rest.length > 0) return wrong(`${command} takes ids, or --all`);
      const strange = rest.find((id) => !/^[1-9]\d{0,15}$/.test(id));
      if (strange !== undefined) return wrong(`${strange} is no id of an outbox row`);
      return { command, ids: isAll ? null : rest.map(Number) };
    }
    case undefined:
      return wrong("which command? list, retry or drop");
    default:
      return wrong(`there is no command ${command}`);
  }
}

function parse(args: readonly string[]) {
  return parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      help: { type: "boolean", short: "h" },
      json: { type: "boolean" },
      all: { type: "boolean" },
      limit: { type: "string" },
    },
  });
}

function wrong(problem: string): OutboxCommand {
  return { command: "wrong", problem };
}
