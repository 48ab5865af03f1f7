/** What SQL gets that somebody has brought into a statement of the requests' login. */
import { randomUUID } from "node:crypto";
import postgres, { type Sql } from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loginUrl } from "#runtime/postgres/logins.ts";
import { migrate } from "../../../local/migrate/migrate.ts";
import { type TestDatabase, createDatabase } from "../../provision/postgres.ts";
import { SessionFixture, connectAs } from "../sql/session-fixture.ts";

let database: TestDatabase;
let owner: Sql;
let intruder: Sql;
let victim: SessionFixture;
const fixtures: Sql[] = [];

beforeAll(async () => {
  database = await createDatabase();
  // A clone does not take along what was revoked from everybody on its database.
  await migrate(database.url);
  owner = postgres(database.url, { max: 1, onnotice: () => {} });
  intruder = postgres(await loginUrl("app", database.url), { max: 1, onnotice: () => {} });
  fixtures.push(connectAs(database.url, "genesis_app"), connectAs(database.url, "genesis_service"));
  const [app, service] = fixtures;
  if (app === undefined || service === undefined) throw new Error("no connections");
  victim = await SessionFixture.create(app, service);
});
afterAll(async () => {
  await Promise.all([owner.end(), intruder.end(), ...fixtures.map((sql) => sql.end())]);
  await database.drop();
});

const refusal = async (text: string): Promise<string> => {
  try {
    await intruder.unsafe(text);
    return "it went through";
  } catch (error) {
    return error instanceof postgres.PostgresError ? error.code : String(error);
  }
};

const PRIVILEGE = "42501";

test("it is the login from the start: there is no stronger role to return to", async () => {
  const who = "select session_user::text as session, current_user::text as current";
  const ask = async () => {
    const [row] = await intruder.unsafe<{ session: string; current: string }[]>(who);
    return [row?.session, row?.current];
  };
  const before = await ask();
  expect(before[0]).toBe(before[1]);
  for (const text of [
    "reset role",
    "set role none",
    "select set_config('role', 'none', false)",
    "set session authorization default",
    "reset session authorization",
    "reset all",
    "discard all",
  ]) {
    await refusal(text);
    expect(await ask(), text).toEqual(before);
  }
});

test.each([
  "set role genesis_owner",
  "set role genesis_service",
  "set role genesis_app",
  "set role postgres",
  "select set_config('role', 'genesis_owner', false)",
  "select set_config('role', 'genesis_service', true)",
  "set session authorization genesis_owner",
  "select set_config('session_authorization', 'postgres', false)",
  "grant genesis_service to current_user",
  "alter role current_user superuser",
  "alter role genesis_owner password 'x'",
])("it becomes nobody else: %s", async (text) => {
  expect([PRIVILEGE, "0LP01"]).toContain(await refusal(text));
});

describe("every table", () => {
  test("is out of its reach, with any account set or none", async () => {
    const tables = await owner<{ name: string }[]>`
      select tablename as name from pg_tables where schemaname in ('public', 'genesis')`;
    expect(tables.length).toBeGreaterThan(15);
    for (const account of ["", victim.account]) {
      await intruder`select set_config('genesis.account_id', ${account}, false)`;
      for (const { name } of tables) {
        const table = name === "command_table" ? `genesis.${name}` : name;
        for (const text of [
          `select 1 from ${table}`,
          `delete from ${table}`,
          `insert into ${table} default values`,
          `truncate ${table}`,
          `do $$ begin lock table ${table} in access share mode; end $$`,
          `copy ${table} to stdout`,
        ]) {
          expect(await refusal(text), text).toBe(PRIVILEGE);
        }
      }
    }
  });
});

test("every other function is refused, helpers, the service's and the operator's", async () => {
  const functions = await owner<{ name: string; types: string[] }[]>`
    select proname as name, array(select format_type(t, null) from unnest(proargtypes) t) as types
    from pg_proc where pronamespace = 'genesis'::regnamespace
      and not has_function_privilege(${new URL(await loginUrl("app", database.url)).username}, oid, 'execute')
      and prorettype <> 'trigger'::regtype`;
  expect(functions.length).toBeGreaterThan(60);
  for (const { name, types } of functions) {
    const text = `select genesis.${name}(${types.map((type) => `null::${type}`).join(", ")})`;
    expect(await refusal(text), text).toBe(PRIVILEGE);
  }
});

test("a signing key is no function's of its, and no worker's heartbeat can be forged", async () => {
  expect(await refusal("select genesis.installation()")).toBe(PRIVILEGE);
  expect(await refusal("select genesis.beat('flows', 'x', 'ok', null)")).toBe(PRIVILEGE);
  // Nor by the role that its functions run as.
  const [app] = fixtures;
  await expect(app?.unsafe("select * from signing_keys")).rejects.toThrow("permission denied");
  await expect(app?.unsafe("select genesis.beat('flows', 'x', 'ok', null)")).rejects.toThrow(
    "permission denied",
  );
  await expect(
    app?.unsafe(
      "insert into part_heartbeats (part, instance_id, status) values ('flows', 'x', 'ok')",
    ),
  ).rejects.toThrow("permission denied");
});

test.each([
  "select pg_read_file('/etc/passwd')",
  "select pg_ls_dir('.')",
  "select lo_import('/etc/passwd')",
  "copy (select 1) to program 'true'",
  "copy (select 1) to '/tmp/x'",
  "select pg_stat_file('/etc/passwd')",
  "select * from pg_authid",
  "select * from pg_shadow",
  "alter system set log_statement = 'all'",
  "select pg_reload_conf()",
  "create extension dblink",
  "create extension plperlu",
  "create table public.accounts_shadow (x int)",
  "create table genesis.shadow (x int)",
  "create temporary table domain_events (x int)",
  "create temporary view accounts as select 1",
  "create schema theirs",
  "create function public.now() returns int language sql as 'select 1'",
  "create function genesis.iso(timestamptz, int) returns text language sql as 'select 1'",
  "create or replace function genesis.parts() returns jsonb language sql as 'select null::jsonb'",
  "alter function genesis.parts() security invoker",
  "drop function genesis.parts()",
  "create role theirs",
  "create database theirs",
  "alter database postgres set search_path = theirs",
  "set session_replication_role = replica",
  "set log_statement = 'none'",
  "create policy all_of_it on accounts using (true)",
  "alter table accounts disable row level security",
  "do $$ begin perform 1 from accounts; end $$",
  "do $$ begin execute 'reset role'; execute 'select 1 from accounts'; end $$",
  "do language plpython3u $$ pass $$",
  "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'genesis_owner'",
  "alter table signing_keys owner to current_user",
  "explain select 1 from genesis_sessions",
])("it may not: %s", async (text) => {
  await intruder`select set_config('genesis.account_id', ${victim.account}, false)`;
  expect([PRIVILEGE, "42704", "0LP01", "0A000"]).toContain(await refusal(text));
});

test("what it sets by itself is nothing: functions believe the account that they are asked for", async () => {
  await intruder`select set_config('genesis.account_id', ${victim.account}, false)`;
  const ask = async (account: string) => {
    const [row] = await intruder`
      select genesis.session_state(${account}, ${victim.session}) as state`;
    return row?.["state"];
  };
  expect(await ask(randomUUID())).toBeNull();
  const [list] = await intruder`select genesis.list_sessions(${randomUUID()}, null, 10) as page`;
  expect(list?.["page"]).toEqual({ sessions: [], next: null });
  // The honest limit: whoever has SQL and both ids of another account reads as the edge itself does.
  expect(await ask(victim.account)).toMatchObject({ session_id: victim.session });
  // Without the policies there is an error, never more rows.
  await intruder`select set_config('row_security', 'off', false)`;
  await expect(ask(victim.account)).rejects.toThrow("would be affected by row-level security");
  await intruder.unsafe("reset all");
});

test("a search path of its own changes nothing in a function", async () => {
  const made = async () => {
    const [row] = await intruder<{ outcome: string }[]>`
      select genesis.create_session(${randomUUID()}, null, 'en', null, null) ->> 'outcome' as outcome`;
    return row?.outcome;
  };
  await intruder`select set_config('search_path', 'pg_temp, pg_catalog', false)`;
  expect(await made()).toBe("CREATED");
  await intruder`select set_config('search_path', '', false)`;
  expect(await made()).toBe("CREATED");
  await intruder.unsafe("reset search_path");
});
