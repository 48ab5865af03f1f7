/** The second wall of a token's scope: what the functions do for a program, whatever the edge let through. */
import { randomUUID } from "node:crypto";
import postgres, { type Sql } from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { COMMAND_TABLE, COMMAND_TYPES, type CommandRow } from "#shared/commands/command-table.ts";
import { createDatabase, type TestDatabase } from "../../provision/postgres.ts";
import { SessionFixture, connectAs } from "./session-fixture.ts";

let database: TestDatabase;
let owner: Sql;
let app: Sql;
let service: Sql;
let writer: SessionFixture;
const tokens = { read: "", propose: "", full: "" };
const SCOPES = ["read", "propose", "full"] as const;

beforeAll(async () => {
  database = await createDatabase();
  owner = postgres(database.url, { max: 1, onnotice: () => {} });
  [app, service] = [
    connectAs(database.url, "genesis_app"),
    connectAs(database.url, "genesis_service"),
  ];
  writer = await SessionFixture.create(app, service);
  for (const scope of SCOPES) {
    const hash = Buffer.from(randomUUID()).toString("base64");
    const [row] = await app<{ made: { token_id: string } }[]>`
      select genesis.make_token(${writer.account}, null, 'p', ${scope}, ${hash}, null) as made`;
    tokens[scope] = row?.made.token_id ?? "";
  }
});
afterAll(async () => {
  await Promise.all([owner.end(), app.end(), service.end()]);
  await database.drop();
});

class Undone extends Error {}

/** Whether the wall refuses it: `wall`, or what else stopped it, or null; undone either way. */
async function refusal(
  scope: (typeof SCOPES)[number],
  work: (sql: postgres.TransactionSql) => Promise<unknown>,
): Promise<string | null> {
  try {
    await app.begin(async (sql) => {
      const [row] = await sql`select genesis.is_signed_in(
        ${writer.account}, null, ${tokens[scope]}, null) as is_signed_in`;
      expect(row?.["is_signed_in"]).toBe(true);
      await work(sql);
      throw new Undone();
    });
  } catch (error) {
    if (error instanceof Undone) return null;
    const text = String(error);
    return text.includes("does not reach") ? "wall" : text;
  }
  return null;
}

test("every command is taken from a scope that reaches it alone", async () => {
  for (const type of COMMAND_TYPES) {
    const row: CommandRow = COMMAND_TABLE[type];
    for (const scope of SCOPES) {
      const refused = await refusal(
        scope,
        (sql) => sql`select genesis.accept_command(${writer.account}, ${writer.session}, ${type},
          '{"stage": "WORLDVIEW"}', null, null, null)`,
      );
      const isReached = scope === "full" || (scope === "propose" && row.is_proposing === true);
      expect([type, scope, refused === "wall"]).toEqual([type, scope, !isReached]);
    }
  }
});

test("what writes commands is asked by what has looked at the scope", async () => {
  const naming = async (text: string) => {
    const rows = await owner<{ name: string }[]>`select proname as name from pg_proc
      where pronamespace = 'genesis'::regnamespace and prosrc ~ ${text} order by 1`;
    return rows.map(({ name }) => name);
  };
  expect(await naming("insert into command_inbox")).toEqual([
    "insert_command",
    "request_generations",
  ]);
  expect(await naming(String.raw`genesis\.request_generations\(`)).toEqual([
    "accept_command",
    "accept_commands",
  ]);
  // The two that begin a book are behind the wall of genesis_sessions.
  const writers = await naming(String.raw`genesis\.(insert|record)_command\(`);
  const asked = await naming(`genesis.(${writers.join("|")})\\(`);
  expect(asked.filter((name) => !writers.includes(name))).toEqual([
    "accept_other",
    "begin_sequel",
    "branch_session",
  ]);
  expect(await naming(String.raw`genesis\.accept_other\(`)).toEqual(["take_command"]);
});

test("a function that the edge should not have called does nothing for a program", async () => {
  const { account, session } = writer;
  const hash = Buffer.from(randomUUID()).toString("base64");
  const browserOnly: [string, (sql: postgres.TransactionSql) => Promise<unknown>][] = [
    [
      "make_token",
      (sql) => sql`select genesis.make_token(${account}, null, 'p', 'full', ${hash}, null)`,
    ],
    ["end_token", (sql) => sql`select genesis.end_token(${account}, ${tokens.read})`],
    ["end_tokens", (sql) => sql`select genesis.end_tokens(${account})`],
    [
      "code",
      (sql) => sql`select genesis.make_device_code(${account}, ${randomUUID()}, ${hash}, null)`,
    ],
    [
      "phrase",
      (sql) => sql`select genesis.set_recovery_phrase(${account}, ${randomUUID()}, ${hash}, null)`,
    ],
    ["delete_account", (sql) => sql`select genesis.delete_account(${account}, null)`],
  ];
  for (const [name, work] of browserOnly) {
    for (const scope of SCOPES)
      expect([name, scope, await refusal(scope, work)]).toEqual([name, scope, "wall"]);
  }
  const deletion = (sql: postgres.TransactionSql) =>
    sql`select genesis.delete_session(${account}, ${session}, null)`;
  expect(await refusal("propose", deletion)).toBe("wall");
  expect(await refusal("full", deletion)).toBeNull();
  const begun = (sql: postgres.TransactionSql) =>
    sql`select genesis.create_session(${account}, null, 'en', null, null)`;
  expect(await refusal("read", begun)).toBe("wall");
  expect(await refusal("propose", begun)).toBeNull();
});

test("a command beside a program's in one transaction is not held to the program's scope", async () => {
  const { account, session } = writer;
  const payload = { title: "Mine" };
  const commands = [
    { account, token_sid: tokens.read, session: randomUUID(), type: "RENAME_SESSION", payload },
    { account, session, type: "RENAME_SESSION", payload },
  ];
  const [row] = await app<{ answers: { outcome: string }[] }[]>`
    select genesis.accept_commands(${JSON.stringify(commands)}::text::jsonb) as answers`;
  expect(row?.answers.map(({ outcome }) => outcome)).toEqual(["NOT_FOUND", "ACCEPTED"]);
});
