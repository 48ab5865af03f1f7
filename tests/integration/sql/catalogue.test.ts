/** The row models, the catalogue and design's indexes say the same. */
import postgres, { type Sql } from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { TABLES } from "#shared/tables/all.ts";
import { createDatabase, type TestDatabase } from "../../provision/postgres.ts";

let database: TestDatabase;
let sql: Sql;

beforeAll(async () => {
  database = await createDatabase();
  sql = postgres(database.url, { max: 1, onnotice: () => {} });
});
afterAll(async () => {
  await sql.end();
  await database.drop();
});

interface Column {
  readonly name: string;
  readonly pg_type: unknown;
  readonly nullable: boolean;
}

function modelColumns(model: z.ZodObject): Column[] {
  return Object.entries(model.shape).map(([name, type]) => {
    const nullable = type instanceof z.ZodNullable;
    const inner = nullable ? type.unwrap() : type;
    const pg_type = inner instanceof z.ZodEnum ? "text" : z.globalRegistry.get(inner)?.["pg_type"];
    return { name, pg_type, nullable };
  });
}

describe("the row models", () => {
  test.each(Object.entries(TABLES))(
    "%s has the columns, types and nullability of its table",
    async (table, model) => {
      const rows = await sql<{ name: string; pg_type: string; nullable: boolean }[]>`
      select column_name as name, data_type as pg_type, is_nullable = 'YES' as nullable
      from information_schema.columns
      where table_schema = 'public' and table_name = ${table} order by ordinal_position`;
      expect(modelColumns(model)).toEqual(rows.map((row) => ({ ...row })));
    },
  );

  test("there is no table without a model", async () => {
    const rows = await sql<{ table_name: string }[]>`
      select table_name from information_schema.tables
      where table_schema = 'public' and table_type = 'BASE TABLE' and table_name <> 'schema_migrations'`;
    expect(rows.map((row) => row.table_name).sort()).toEqual(Object.keys(TABLES).sort());
  });

  test("every word of an enum is allowed by its column, and no other", async () => {
    // A table's own check, or that of the domain its column has.
    const rows = await sql<{ table: string; definition: string }[]>`
      select conrelid::regclass::text as table, pg_get_constraintdef(oid) as definition
      from pg_constraint
      where contype = 'c' and conrelid <> 0 and connamespace = 'public'::regnamespace
        and pg_get_constraintdef(oid) ~ '\\(status = ANY'
      union all
      select a.attrelid::regclass::text, pg_get_constraintdef(c.oid)
      from pg_constraint c join pg_attribute a on a.atttypid = c.contypid
      where a.attname = 'status' and c.contypid <> 0`;
    const status = (table: string) =>
      rows
        .filter((row) => row.table === table)
        .flatMap((row) => [...row.definition.matchAll(/'(\w+)'::text/g)].map((match) => match[1]));
    for (const table of [
      "genesis_sessions",
      "command_inbox",
      "async_tasks",
      "event_outbox",
      "flow_resume_handles",
    ] as const) {
      const model = TABLES[table].shape.status;
      expect(status(table).sort(), table).toEqual([...model.options].sort());
    }
  });
});

describe("the partial unique indexes", () => {
  test.each([
    ["command_inbox_pending", "command_inbox", "(session_id, command_type)", "RECEIVED"],
    ["flow_resume_handles_waiting", "flow_resume_handles", "(correlation_id)", "WAITING"],
  ])("%s is there", async (index, table, columns, status) => {
    const [row] = await sql<{ indexdef: string }[]>`
      select indexdef from pg_indexes where indexname = ${index} and tablename = ${table}`;
    expect(row?.indexdef).toContain("UNIQUE INDEX");
    expect(row?.indexdef).toContain(columns);
    expect(row?.indexdef).toContain(status);
  });
});
