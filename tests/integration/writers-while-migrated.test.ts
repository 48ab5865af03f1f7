/** Whoever begins a book while release 0.1.0's database is migrated: it is begun, or is to be asked again, once. */
import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import postgres from "postgres";
import { expect, test } from "vitest";
import { isUnavailable } from "#runtime/postgres/failure.ts";
import { migrate } from "../../local/migrate/migrate.ts";
import { createDatabase } from "../provision/postgres.ts";
import { connectAs } from "./sql/session-fixture.ts";

const WRITERS = 4;
const TITLE = "Begun meanwhile";

test("books that are begun while tables and functions change are all there, each once", async () => {
  await using database = await createDatabase({ empty: true });
  const owner = postgres(database.url, { max: 1, onnotice: () => {} });
  const release = join(import.meta.dirname, "releases", "0.1.0.sql");
  await owner.unsafe(await readFile(release, "utf8"));
  let isOver = false;
  const begun: string[] = [];
  const wrong = new Set<string>();
  /** One key until it is answered, as an edge's client repeats a 503. */
  const begin = async (app: postgres.Sql, account: string) => {
    const key = randomUUID();
    for (;;) {
      try {
        await app`select genesis.create_session(${account}, ${TITLE}, 'en', ${key}, 'hash')`;
        begun.push(key);
        return;
      } catch (error) {
        if (!isUnavailable(error)) return void wrong.add(String(error));
      }
    }
  };
  const writers = Array.from({ length: WRITERS }, async () => {
    const app = connectAs(database.url, "genesis_app");
    const account = randomUUID();
    do await begin(app, account);
    while (!isOver);
    await app.end();
  });
  try {
    await migrate(database.url).finally(() => {
      isOver = true;
    });
    await Promise.all(writers);
    expect([...wrong]).toEqual([]);
    expect(begun.length).toBeGreaterThan(WRITERS);
    const stored = await owner<{ key: string }[]>`
      select idempotency_key as key from genesis_sessions where title = ${TITLE}`;
    expect(stored.map(({ key }) => key).toSorted()).toEqual(begun.toSorted());
  } finally {
    await owner.end();
  }
});
