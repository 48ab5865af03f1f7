/** `npm run outbox`: what an operator sees and does about events that FAILED. */
import { join } from "node:path";
import { pino } from "pino";
import type { Sql } from "postgres";
import { afterEach, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { UnacceptableMessageError } from "#shared/events/unacceptable-message.ts";
import { runProgram } from "../../../local/processes/run-program.ts";
import { repositoryRoot } from "../../../local/repository-root.ts";
import { RELAY_DEFAULTS } from "../../../relay/config.ts";
import { directPublisher } from "../../../relay/publishers/direct.ts";
import { startRelay } from "../../../relay/start-relay.ts";
import { createDatabase, type TestDatabase } from "../../provision/postgres.ts";
import { plainEnvironment } from "../../provision/processes.ts";
import { connectAs, SessionFixture } from "../sql/session-fixture.ts";

let database: TestDatabase;
let app: Sql;
let service: Sql;

beforeEach(async () => {
  database = await createDatabase();
  app = connectAs(database.url, "genesis_app");
  service = connectAs(database.url, "genesis_service");
});
afterEach(async () => {
  await Promise.all([app.end(), service.end()]);
  await database.drop();
});

async function outbox(...args: readonly string[]) {
  const { code, output } = await runProgram(
    process.execPath,
    [join("local", "commands", "outbox.ts"), ...args],
    { cwd: repositoryRoot, env: { ...plainEnvironment(), DATABASE_URL: database.url } },
  );
  return { code, lines: output.trim().split("\n") };
}

/** A session whose events are all FAILED. */
async function failedSession(): Promise<readonly string[]> {
  const session = await SessionFixture.create(app, service);
  await session.accepted("SUBMIT_IDEA", { idea: "x" });
  const rows = await service<{ outbox_id: string }[]>`
    update event_outbox set status = 'FAILED', attempts = 4, last_error = ${"too\nlarge"}
    where session_id = ${session.session} returning outbox_id`;
  return rows.map((row) => row.outbox_id).toSorted((a, b) => Number(a) - Number(b));
}

const statuses = async () => {
  const rows = await service<{ status: string }[]>`
    select status from event_outbox order by outbox_id`;
  return rows.map((row) => row.status);
};

test("it lists what FAILED, with the reason on the same line", async () => {
  expect(await outbox("list")).toEqual({ code: 0, lines: ["Nothing has FAILED"] });
  const [first, second] = await failedSession();
  const { code, lines } = await outbox("list");
  expect(code).toBe(0);
  expect(lines).toHaveLength(2);
  expect(lines[0]).toMatch(new RegExp(`^${first} .*genesis.session.created .* v1 +too large$`));
  expect(lines[1]).toMatch(new RegExp(`^${second} .*genesis.idea.submitted .* v2`));
  const json = await outbox("list", "--json", "--limit", "1");
  expect(json.lines.map((line) => z.looseObject({}).parse(JSON.parse(line)))).toMatchObject([
    { outbox_id: Number(first), attempts: 4, last_error: "too\nlarge" },
  ]);
});

test("what is retried goes out, and what is not FAILED is named and left alone", async () => {
  const [first, second] = await failedSession();
  const retried = await outbox("retry", second ?? "", "999999");
  expect(retried.code).toBe(1);
  expect(retried.lines).toEqual(
    expect.arrayContaining([
      "1 event will be published again",
      "Not FAILED, so left alone: 999999",
    ]),
  );
  const seen: number[] = [];
  const relay = await startRelay(
    { ...RELAY_DEFAULTS, databaseUrl: database.url },
    directPublisher(async (message) => {
      seen.push(message.outbox_id);
      if (message.outbox_id !== Number(second)) throw new UnacceptableMessageError("not this one");
    }),
    { log: pino({ level: "silent" }) },
  );
  try {
    await expect.poll(statuses).toEqual(["FAILED", "SENT"]);
    expect(seen).toEqual([Number(second)]);
  } finally {
    await relay.stop();
  }
  expect((await outbox("list")).lines[0]).toMatch(new RegExp(`^${first} `));
});

test("what is dropped is forgotten by the outbox and kept in the session's log", async () => {
  await failedSession();
  expect(await outbox("drop", "--all")).toEqual({ code: 0, lines: ["2 events dropped"] });
  expect(await statuses()).toEqual([]);
  const [log] = await service<{ count: number }[]>`select count(*)::int from domain_events`;
  expect(log?.count).toBe(2);
});

test("--help says how it is used, and a wrong command line what is wrong with it", async () => {
  const help = await outbox("--help");
  expect(help.code).toBe(0);
  for (const word of ["list", "retry ID", "drop ID", "DATABASE_DIRECT_URL"]) {
    expect(help.lines.join("\n")).toContain(word);
  }
  const wrong = await outbox("retry");
  expect(wrong.code).toBe(2);
  expect(wrong.lines[0]).toBe("retry takes ids, or --all");
});
