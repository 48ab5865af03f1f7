/** What a connection that ended under a statement leaves to the next one: nothing. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Statements, createStatements } from "../../../runtime/postgres/statements.ts";
import { type TestDatabase, createDatabase } from "../../provision/postgres.ts";

let server: TestDatabase;
let statements: Statements;

beforeAll(async () => {
  server = await createDatabase();
  statements = createStatements({
    url: server.url,
    login: "app",
    isPooled: false,
    maxConnections: 1,
    deadlineMs: 10_000,
    applicationName: "genesis-lost",
    lockTimeoutMs: 1_000,
    parseJson: (text) => text,
  });
});
afterAll(async () => {
  await statements.stop();
  await server.drop();
});

const answer = () => statements.run("select $1::int as answer", [1]);
const ENDS = "pg_terminate_backend(pg_backend_pid())";

test.each([
  ["before anything was said", `select ${ENDS} as answer`],
  // More than PostgreSQL keeps back, and the row is whole before the next one ends it all.
  ["behind a row", `select repeat('x', 20000) as answer union all select ${ENDS}::text`],
])("the next statement has an answer of its own where one ended %s", async (_, ending) => {
  expect(await answer()).toEqual({ answer: 1 });
  await expect(statements.run(ending, [])).rejects.toMatchObject({ code: "CONNECTION_CLOSED" });
  expect(await answer()).toEqual({ answer: 1 });
  expect(await answer()).toEqual({ answer: 1 });
});
