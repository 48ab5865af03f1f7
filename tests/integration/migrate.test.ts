import postgres from "postgres";
import { expect, test } from "vitest";
import { migrate } from "../../local/migrate/migrate.ts";
import { createDatabase } from "../provision/postgres.ts";

async function functionIds(url: string): Promise<Map<string, number>> {
  const sql = postgres(url, { max: 1 });
  try {
    const rows = await sql`
      select oid::int, proname from pg_proc where pronamespace = to_regnamespace('genesis')`;
    return new Map(rows.map((row) => [String(row["proname"]), Number(row["oid"])]));
  } finally {
    await sql.end();
  }
}

test("four processes that migrate an empty database at once all succeed", async () => {
  await using database = await createDatabase({ empty: true });
  await Promise.all([1, 2, 3, 4].map(() => migrate(database.url)));
  expect((await functionIds(database.url)).has("parts")).toBe(true);
});

test("migrating again where nothing changed keeps the functions that are there", async () => {
  await using database = await createDatabase();
  const before = await functionIds(database.url);
  await migrate(database.url);
  expect(await functionIds(database.url)).toEqual(before);
});

test("functions that differ from the checkout's are replaced as a whole", async () => {
  await using database = await createDatabase();
  const sql = postgres(database.url, { max: 1, onnotice: () => undefined });
  await sql`create function genesis.left_over() returns int language sql as 'select 1'`;
  await sql`comment on schema genesis is 'another version'`;
  await sql.end();
  await migrate(database.url);
  const after = await functionIds(database.url);
  expect(after.has("left_over")).toBe(false);
  expect(after.has("parts")).toBe(true);
});

test("no function may be called by everybody", async () => {
  await using database = await createDatabase();
  const sql = postgres(database.url, { max: 1 });
  const open = await sql`
    select proname from pg_proc
    where pronamespace = to_regnamespace('genesis') and has_function_privilege('public', oid, 'execute')`;
  await sql.end();
  expect(open.map((row) => row["proname"])).toEqual([]);
});
