/** What is deleted after its retention, and what never is. */
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createServiceDatabase } from "#runtime/postgres/service-database.ts";
import { prune } from "../../../relay/housekeeping.ts";
import { database, service, session } from "./one-session.ts";

const DAY_MS = 24 * 60 * 60 * 1_000;

let relay: ReturnType<typeof createServiceDatabase>;

beforeAll(() => {
  relay = createServiceDatabase({
    url: database.url,
    applicationName: "housekeeping test",
    maxConnections: 1,
    deadlineMs: 10_000,
    lockTimeoutMs: 2_000,
  });
});
afterAll(() => relay.stop());

/** The command as if it had come, and ended, that many days ago. */
async function age(command: string, days: number): Promise<string> {
  const file = join(import.meta.dirname, "age-command.sql");
  const [row] = await service.file<{ id: string }[]>(file, [command, days]);
  if (row === undefined) throw new Error("no such command");
  return row.id;
}

async function inbox(): Promise<string[]> {
  const rows = await service<{ command_id: string }[]>`
    select command_id from command_inbox where session_id = ${session.session}`;
  return rows.map((row) => row.command_id).toSorted();
}

const pruneCommands = () => prune(relay, "prune_commands", 30 * DAY_MS);
const idea = { key: "k", hash: "h" };

test("a command that ended before the retention goes with its task; its events stay", async () => {
  const first = await session.accept("SUBMIT_IDEA", { idea: "x" }, idea);
  await session.accepted("CANCEL_GENERATION");
  const { command_id } = await session.accepted("REQUEST_INSPIRATION");
  await age(first.answer?.command_id ?? "", 31);
  const events = await session.rows("domain_events");
  expect(await pruneCommands()).toBe(1);
  expect(await inbox()).toHaveLength(2);
  expect(await session.rows("async_tasks")).toBe(1);
  expect(await session.rows("domain_events")).toBe(events);
  expect((await session.state()).pending_commands.map((c) => c.command_id)).toEqual([command_id]);
});

test("within the retention a repeated key gets the first answer, after it the key is new", async () => {
  const first = await session.accept("SUBMIT_IDEA", { idea: "x" }, idea);
  await session.accepted("CANCEL_GENERATION");
  const kept = await age(first.answer?.command_id ?? "", 29);
  await pruneCommands();
  expect(await session.accept("SUBMIT_IDEA", { idea: "x" }, idea)).toEqual({
    outcome: "REPLAYED",
    answer: { ...first.answer, command_id: kept },
  });
  await age(kept, 31);
  expect(await pruneCommands()).toBe(1);
  expect((await session.accept("SUBMIT_IDEA", { idea: "x" }, idea)).outcome).toBe("ACCEPTED");
});

test("a command that came long ago and ended lately stays, and so does one that has not ended", async () => {
  const first = await session.accepted("SUBMIT_IDEA", { idea: "x" });
  const waiting = await age(first.command_id, 400);
  expect(await pruneCommands()).toBe(0);
  // Its run comes back after all that time.
  await service`update genesis_sessions set answered_by = ${waiting} where session_id = ${session.session}`;
  await session.accepted("CANCEL_GENERATION");
  expect(await pruneCommands()).toBe(0);
  expect(await inbox()).toContain(waiting);
});

test("a row that somebody holds is passed over, and the others go", async () => {
  const ids: string[] = [];
  for (const stage of ["CONCEPT_SELECTION", "STORY_CONCEPTION", "WORLDVIEW"]) {
    const { command_id } = await session.accepted("SAVE_CANDIDATE", { stage, content: {} });
    ids.push(await age(command_id, 31));
  }
  await service.begin(async (holder) => {
    await holder`select from command_inbox where command_id = ${ids[1] ?? ""} for update`;
    expect(await pruneCommands()).toBe(2);
  });
  expect(await inbox()).toEqual([ids[1]]);
});

test("more rows than one statement deletes all go", async () => {
  await service`
    insert into command_inbox (command_id, session_id, account_id, command_type, status,
      is_background, stage, version, finished_at)
    select uuidv7('-40 days'), ${session.session}, ${session.account}, 'SELECT_CANDIDATE', 'COMPLETED',
      false, 'CONCEPT_SELECTION', 2, now() - interval '40 days' from generate_series(1, 2500)`;
  expect(await pruneCommands()).toBeGreaterThanOrEqual(2_500);
  expect(await inbox()).toEqual([]);
});

test("deleting walks the primary key from its old end", async () => {
  const source = await service<{ prosrc: string }[]>`
    select prosrc from pg_proc where proname = 'prune_commands'`;
  const query = source[0]?.prosrc.match(/with old as \(([^;]*?)\), task as/s)?.[1] ?? "";
  const concrete = query
    .replaceAll("p_older_than", "interval '30 days'")
    .replaceAll("p_limit", "1000");
  const plan = await service.begin(async (sql) => {
    await sql`set local enable_seqscan = off`;
    return sql.unsafe<{ "QUERY PLAN": string }[]>(`explain ${concrete}`);
  });
  const text = plan.map((row) => row["QUERY PLAN"]).join("\n");
  expect(text).toMatch(/(using|on) command_inbox_pkey/);
  expect(text).toContain("Index Cond: (command_id <");
});
