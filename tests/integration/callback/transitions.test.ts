/** PostgreSQL itself refuses what the table of transitions does not allow. */
import type { Sql, TransactionSql } from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  COMMAND_STATUSES,
  HANDLE_STATUSES,
  OUTBOX_STATUSES,
  SESSION_STATUSES,
  TASK_STATUSES,
  TRANSITIONS,
} from "#shared/statuses.ts";
import { type TestDatabase, createDatabase } from "../../provision/postgres.ts";
import { connectAs } from "../sql/session-fixture.ts";
import { WaitFixture } from "./wait-fixture.ts";

let database: TestDatabase;
let app: Sql;
let service: Sql;

beforeAll(async () => {
  database = await createDatabase();
  app = connectAs(database.url, "genesis_app");
  service = connectAs(database.url, "genesis_service");
});

afterAll(async () => {
  await Promise.all([app.end(), service.end()]);
  await database.drop();
});

const STATUSES = {
  genesis_sessions: SESSION_STATUSES,
  command_inbox: COMMAND_STATUSES,
  async_tasks: TASK_STATUSES,
  event_outbox: OUTBOX_STATUSES,
  flow_resume_handles: HANDLE_STATUSES,
} as const;

class RolledBack extends Error {}

/** Whether the table lets a row go from one status to another; changes nothing. */
async function isAllowed(table: string, from: string, to: string): Promise<boolean> {
  try {
    await service.begin(async (sql) => {
      await placed(sql, table, from);
      await sql`update ${sql(table)} set status = ${to} where status = ${from}`;
      throw new RolledBack();
    });
  } catch (error) {
    if (error instanceof RolledBack) return true;
    if (error instanceof Error && error.message.includes("does not go from")) return false;
    throw error;
  }
  return false;
}

/** Deletes what the row hangs on and inserts a copy with that status: an insert is no transition. */
async function placed(sql: TransactionSql, table: string, status: string) {
  const copies = `_copy_of_${table}`;
  await sql`create temporary table ${sql(copies)} on commit drop as select * from ${sql(table)} limit 1`;
  await sql`update ${sql(copies)} set status = ${status}`;
  if (table === "flow_resume_handles") {
    await sql`update ${sql(copies)} set handle_id = gen_random_uuid(),
      correlation_id = gen_random_uuid(), resume_payload = '{}'`;
  } else if (table === "genesis_sessions") {
    await sql`update ${sql(copies)} set session_id = gen_random_uuid()`;
  } else if (table === "command_inbox") {
    await sql`delete from event_outbox`;
    await sql`update ${sql(copies)} set command_id = gen_random_uuid(), command_type = 'COPY'`;
  } else {
    await sql`delete from ${sql(table)}`;
  }
  await sql`insert into ${sql(table)} ${sql.unsafe(table === "event_outbox" ? "overriding system value" : "")}
    select * from ${sql(copies)}`;
}

describe("a row's status", () => {
  beforeAll(async () => {
    const wait = await WaitFixture.create(app, service);
    await wait.pause();
    await wait.ask();
  });

  for (const [table, transitions] of Object.entries(TRANSITIONS)) {
    it(`of ${table} goes along the table of transitions and nowhere else`, async () => {
      const statuses = Object.entries(STATUSES).find(([name]) => name === table)?.[1] ?? [];
      const allowed: string[] = [];
      for (const from of statuses) {
        for (const to of statuses) {
          if (from !== to && (await isAllowed(table, from, to))) allowed.push(`${from} → ${to}`);
        }
      }
      const documented = Object.entries<readonly string[]>(transitions).flatMap(([from, targets]) =>
        targets.map((to) => `${from} → ${to}`),
      );
      expect(allowed.toSorted()).toEqual(documented.toSorted());
    });
  }

  it("may be written again as it is", async () => {
    await service`update flow_resume_handles set status = status`;
    await service`update command_inbox set status = status`;
  });
});
