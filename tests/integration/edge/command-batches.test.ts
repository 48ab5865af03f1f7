/** Commands that arrive together share a transaction; nobody's waiting, failing or account is shared. */
import { randomUUID } from "node:crypto";
import { join } from "node:path";
import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createDatabase as connect, type Database } from "../../../edge/database/database.ts";
import { createOperations, type Operations } from "../../../edge/operations/operations.ts";
import { createDatabase, type TestDatabase } from "../../provision/postgres.ts";

let server: TestDatabase;
let database: Database;
let operations: Operations;
let owner: postgres.Sql;
/** How often the edge asked, by the SQL function. */
const asked: string[] = [];

beforeAll(async () => {
  server = await createDatabase();
  owner = postgres(server.url, { max: 2, onnotice: () => {} });
  database = connect({
    url: server.url,
    login: "app",
    isPooled: false,
    maxConnections: 4,
    deadlineMs: 10_000,
    applicationName: "genesis-batches",
  });
  operations = createOperations({
    ...database,
    callAs: (caller, name, args) => {
      asked.push(name);
      return database.callAs(caller, name, args);
    },
    call: (name, args) => {
      asked.push(name);
      return database.call(name, args);
    },
  });
  await owner.file(join(import.meta.dirname, "faulty-command.sql"));
});
afterAll(async () => {
  await Promise.all([database.stop(), owner.end()]);
  await server.drop();
});

async function openSession() {
  const caller = { accountId: randomUUID(), signInId: null, isAsked: false };
  const created = await operations.createSession(caller, { title: "", language: "en" }, null);
  if (created.outcome !== "CREATED") throw new Error(created.outcome);
  return { caller, session: created.state.session_id };
}
type Opened = Awaited<ReturnType<typeof openSession>>;

const traceOf = (n: number) => `00-${String(n).padStart(32, "a")}-${"b".repeat(16)}-01`;
const submit = ({ caller, session }: Opened, idea: string, traceparent: string | null = null) => {
  const command = { commandType: "SUBMIT_IDEA", payload: { idea }, expectedVersion: null } as const;
  return operations.acceptCommand(caller, session, command, null, traceparent);
};
const versionOf = async ({ session }: Opened) => {
  const [row] = await owner<{ version: number }[]>`
    select version from genesis_sessions where session_id = ${session}`;
  return row?.version;
};

test("each command is its own account's, under its own trace, in one statement", async () => {
  const books = await Promise.all(Array.from({ length: 6 }, openSession));
  asked.length = 0;
  const outcomes = await Promise.all(
    books.map((book, n) => submit(book, `idea ${n}`, n % 2 === 0 ? traceOf(n) : null)),
  );
  expect(asked).toEqual(["accept_commands"]);
  expect(outcomes.map(({ outcome }) => outcome)).toEqual(books.map(() => "ACCEPTED"));
  for (const [n, { caller, session }] of books.entries()) {
    const rows = await owner<{ idea: string; traceparent: string | null; account_id: string }[]>`
      select payload -> 'payload' ->> 'idea' as idea, traceparent, account_id
      from domain_events where session_id = ${session} and version = 2`;
    expect(rows).toEqual([
      {
        idea: `idea ${n}`,
        traceparent: n % 2 === 0 ? traceOf(n) : null,
        account_id: caller.accountId,
      },
    ]);
  }
});

test("another account's session is nothing, among commands that are accepted", async () => {
  const [mine, theirs] = [await openSession(), await openSession()];
  const stolen = { caller: mine.caller, session: theirs.session };
  const outcomes = await Promise.all([submit(stolen, "theft"), submit(mine, "x")]);
  expect(outcomes.map(({ outcome }) => outcome)).toEqual(["NOT_FOUND", "ACCEPTED"]);
  expect(await versionOf(theirs)).toBe(1);
});

test("a session that is locked makes its own command wait, and no other", async () => {
  const [locked, free] = [await openSession(), await openSession()];
  let waited: Promise<{ outcome: string }> | undefined;
  await owner.begin(async (transaction) => {
    await transaction`select from genesis_sessions where session_id = ${locked.session} for update`;
    waited = submit(locked, "later");
    // It is accepted while the other's lock is held.
    expect((await submit(free, "now")).outcome).toBe("ACCEPTED");
    const others = await Promise.all([submit(free, "again"), submit(await openSession(), "more")]);
    expect(others.map(({ outcome }) => outcome)).toEqual(["DUPLICATE_COMMAND", "ACCEPTED"]);
    expect(await versionOf(locked)).toBe(1);
  });
  expect((await waited)?.outcome).toBe("ACCEPTED");
});

test("a command with a fault fails alone, and leaves nothing", async () => {
  const books = await Promise.all(Array.from({ length: 3 }, openSession));
  const settled = await Promise.allSettled(
    books.map((book, n) => submit(book, n === 1 ? "faulty" : "fine")),
  );
  expect(settled.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
  expect(await Promise.all(books.map(versionOf))).toEqual([2, 1, 2]);
});

test("the same command twice at once is accepted once", async () => {
  const book = await openSession();
  const outcomes = await Promise.all([submit(book, "x"), submit(book, "x")]);
  expect(outcomes.map(({ outcome }) => outcome)).toEqual(["ACCEPTED", "DUPLICATE_COMMAND"]);
  expect(await versionOf(book)).toBe(2);
});
