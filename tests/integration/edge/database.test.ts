/** Calls of SQL functions: their role and limits, directly and through a transaction pooler. */
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Database, createDatabase } from "../../../edge/database/database.ts";
import { loginUrl } from "#runtime/postgres/logins.ts";
import {
  createDatabase as createTestDatabase,
  type TestDatabase,
} from "../../provision/postgres.ts";

let target: TestDatabase;
let owner: postgres.Sql;

beforeAll(async () => {
  target = await createTestDatabase();
  owner = postgres(target.url, { max: 1, onnotice: () => {} });
  await owner.unsafe(`
    create function genesis.settings_here() returns jsonb language sql as $$
      select jsonb_build_object('login', session_user, 'role', current_user, 'lock_timeout', current_setting('lock_timeout'))
    $$;
    create function genesis.echo(p jsonb, t text, n integer) returns jsonb language sql as $$
      select jsonb_build_array(p, t, n)
    $$;
    create function genesis.slow() returns jsonb language sql as $$
      select to_jsonb(pg_sleep(30)::text)
    $$;
    grant execute on function genesis.settings_here(), genesis.echo(jsonb, text, integer),
      genesis.slow() to ${await appLogin()};
  `);
});
/** As which the requests' connections sign in. */
async function appLogin(): Promise<string> {
  return new URL(await loginUrl("app", target.url)).username;
}

afterAll(async () => {
  await owner.end();
  await target.drop();
});

describe.each([
  ["directly", false],
  ["through a transaction pooler", true],
])("%s", (_, isPooled) => {
  let database: Database<string>;

  beforeAll(() => {
    database = createDatabase<string>({
      url: target.url,
      login: "app",
      isPooled,
      maxConnections: 1,
      deadlineMs: 1_000,
      applicationName: "genesis-test",
    });
  });
  afterAll(() => database.stop());

  const call = async (name: string, ...args: (string | number | null)[]): Promise<unknown> =>
    JSON.parse((await database.call(name, args)) ?? "null");

  test("a call is the app's login's from the start, and waits two seconds for a lock", async () => {
    const login = await appLogin();
    expect(await call("settings_here")).toEqual({ login, role: login, lock_timeout: "2s" });
  });

  test("arguments and answers come through as they are", async () => {
    const text = "字🌊 \\ \" ' $1 {{ x }}";
    const json = JSON.stringify({ text, list: [1, null, true] });
    expect(await call("echo", json, text, -7)).toEqual([JSON.parse(json), text, -7]);
    expect(await call("echo", null, null, null)).toEqual([null, null, null]);
  });

  test("a call that takes too long fails, and the next one is served", async () => {
    await expect(call("slow")).rejects.toThrow();
    expect(await call("echo", "1", "", 1)).toEqual([1, "", 1]);
  });
});
