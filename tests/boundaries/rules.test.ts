/** A rule stands in one place: whoever writes it a second time names what only that place may name. */
import { glob, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { repositoryRoot } from "../../local/repository-root.ts";

const ROOMS = [
  "sql",
  "shared-types",
  "edge",
  "relay",
  "callback",
  "flows",
  "runtime",
  "ui",
  "local",
];

/** Files of the rooms that say it, tests and what the generator wrote from the table left out. */
async function filesSaying(what: RegExp): Promise<string[]> {
  const found: string[] = [];
  for await (const file of glob(`{${ROOMS.join(",")}}/**/*.{sql,ts,tsx,py}`, {
    cwd: repositoryRoot,
  })) {
    if (/node_modules|generated|migrations|\.test\.|\/tests\//.test(file)) continue;
    if (what.test(await readFile(join(repositoryRoot, file), "utf8"))) found.push(file);
  }
  return found.sort();
}

test("whether a command may run is read from the table in one SQL function", async () => {
  expect(
    await filesSaying(
      /\b(only_first|needs_proposal|needs_all_confirmed|session_statuses|named_stage)\b/,
    ),
  ).toEqual([
    "shared-types/commands/command-table.ts",
    "shared-types/generate/command-table-sql.ts",
    "sql/functions/commands/command_allowed.sql",
    // The stand-in API of the page's tests reads the same table.
    "ui/testing/fake-state.ts",
  ]);
});

test("that all five are confirmed, and which is open, is asked in one SQL function each", async () => {
  expect(await filesSaying(/status\s*(<>|!=|is distinct from)\s*'CONFIRMED'/)).toEqual([
    "sql/functions/commands/first_open_stage.sql",
    "sql/functions/commands/is_all_confirmed.sql",
  ]);
});

test("allowed transitions of a status are written once; the database's triggers are made of them", async () => {
  expect(await filesSaying(/\bTRANSITIONS\b/)).toEqual([
    "shared-types/generate/transitions-sql.ts",
    "shared-types/statuses.ts",
    // Only says where the argument of the triggers is from.
    "sql/functions/transitions/enforce_transition.sql",
  ]);
});

test("Any is said once in Python, for what JSON may hold, and where a library has no types", async () => {
  expect(
    (await filesSaying(/\bAny\b(?! OpenAI| value that JSON)/)).filter((path) =>
      path.endsWith(".py"),
    ),
  ).toEqual([
    // asyncpg has no type information.
    "flows/genesis_flows/database/connection.py",
    "flows/genesis_flows/json_value.py",
    // ASGI's own messages.
    "flows/genesis_flows/prefect_server/guard.py",
    // Generated: a content's value, as its schema has it.
    "shared-types/python/genesis_shared/models.py",
    "shared-types/python/genesis_shared/sql_answers.py",
  ]);
});
