/**
 * The second wall: what the requests' role sees and changes with another account set, or none, in
 * every table there is. Tables, policies and functions come from the catalogue: new ones are in here
 * by themselves.
 */
import { randomUUID } from "node:crypto";
import postgres, { type Sql } from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createDatabase, type TestDatabase } from "../../provision/postgres.ts";
import { fill } from "./fill-session.ts";
import { SessionFixture, connectAs } from "./session-fixture.ts";

let database: TestDatabase;
let owner: Sql;
let app: Sql;
let service: Sql;
let victim: SessionFixture;

beforeAll(async () => {
  database = await createDatabase();
  owner = postgres(database.url, { max: 2, onnotice: () => {} });
  [app, service] = [
    connectAs(database.url, "genesis_app"),
    connectAs(database.url, "genesis_service"),
  ];
  victim = await SessionFixture.create(app, service);
  await oneRowInEachTable(victim);
});
afterAll(async () => {
  await Promise.all([owner.end(), app.end(), service.end()]);
  await database.drop();
});

const CONTENT = { title: "t", logline: "l", facts: [], why: "w", open_questions: [] };

/** Through the functions where they do it, else as the owner. */
async function oneRowInEachTable({ account }: SessionFixture): Promise<void> {
  await victim.generate("REQUEST_INSPIRATION", {}, [CONTENT]);
  const hash = Buffer.from(randomUUID()).toString("base64");
  const browser = randomUUID();
  await app`select genesis.make_device_code(${account}, ${browser}, ${hash}, null)`;
  await app`select genesis.set_recovery_phrase(${account}, ${browser}, ${hash}, null)`;
  await app`select genesis.start_sign_in(${account}, 's', 't', 'n', 1, null, null, null)`;
  await service`select genesis.merge_accounts(${randomUUID()}, ${account})`;
  await app`select genesis.make_token(${account}, null, 'n', 'read', ${hash}, null)`;
  await owner`insert into model_settings
    (account_id, base_url, endpoint_rule, concurrency)
    values (${account}, 'https://model.example/v1', 'public', 3)`;
  await fill(owner, victim);
}

/** Tables that are about an account, and within reach of the requests' role. */
async function accountTables(): Promise<readonly string[]> {
  const rows = await owner<{ name: string }[]>`
    select distinct c.table_name as name from information_schema.columns c
    join information_schema.tables t using (table_schema, table_name)
    where c.table_schema = 'public' and t.table_type = 'BASE TABLE'
      and c.column_name in ('account_id', 'session_id')
      and has_any_column_privilege(
        'genesis_app', format('%I.%I', c.table_schema, c.table_name), 'select, insert, update')
    order by 1`;
  return rows.map(({ name }) => name);
}

describe("the requests' role", () => {
  test.each(["genesis_app", "genesis_service"])(
    "%s owns nothing, is no superuser, passes no policy and can become nobody else",
    async (role) => {
      const [row] = await owner`
        select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb,
          (select count(*)::int from pg_class where relowner = r.oid) as relations,
          rolcanlogin as signs_in,
          (select count(*)::int from pg_auth_members where member = r.oid) as memberships,
          has_schema_privilege(rolname, 'public', 'create') as creates_tables,
          has_schema_privilege(rolname, 'genesis', 'create') as creates_functions
        from pg_roles r where rolname = ${role}`;
      expect({ ...row }).toEqual({
        rolsuper: false,
        rolbypassrls: false,
        rolcreaterole: false,
        rolcreatedb: false,
        relations: 0,
        signs_in: false,
        memberships: 0,
        creates_tables: false,
        creates_functions: false,
      });
    },
  );

  test("no function is for everybody, and two run as the tables' owner", async () => {
    const rows = await owner<{ name: string }[]>`
      select proname as name from pg_proc
      where pronamespace = 'genesis'::regnamespace and (
        has_function_privilege('public', oid, 'execute')
        or prosecdef and pg_get_userbyid(proowner) not in ('genesis_app', 'genesis_service'))
      order by 1`;
    expect(rows.map(({ name }) => name)).toEqual(["database_logins", "installation"]);
  });

  test("each function that takes the asking account tells row-level security of it", async () => {
    const rows = await owner<{ name: string }[]>`
      select proname as name from pg_proc
      where pronamespace = 'genesis'::regnamespace and proargnames[1] = 'p_account'
        and has_function_privilege('genesis_app', oid, 'execute')
        and prosrc not like '%set_config(''genesis.account_id''%' order by 1`;
    // These ask others, or are asked by others that did.
    expect(rows.map(({ name }) => name)).toEqual([
      "accept_command",
      "credential_holds",
      "generator",
      "is_merged",
      "is_signed_in",
      "refusal_to_open",
      "sessions_saying",
      "sign_in_status",
      "token_holds",
    ]);
  });
});

describe("every table about an account", () => {
  test("has row-level security, and only the two policies there should be", async () => {
    for (const table of await accountTables()) {
      const [row] = await owner`
        select relrowsecurity as is_on from pg_class where oid = ${`public.${table}`}::regclass`;
      expect(row?.["is_on"], table).toBe(true);
      const policies = await owner<{ name: string; roles: string[]; condition: string }[]>`
        select policyname as name, roles::text[] as roles, qual as condition from pg_policies
        where schemaname = 'public' and tablename = ${table} order by policyname`;
      expect(
        policies.map(({ name, roles }) => [name, ...roles]),
        table,
      ).toEqual([
        ["own_account", "genesis_app"],
        ["service", "genesis_service"],
      ]);
      expect(policies[0]?.condition, table).toContain("genesis.account_id");
    }
  });

  test("shows the account its own, and nothing to another or to none", async () => {
    for (const table of await accountTables()) {
      const seen = async (account: string) => {
        const [, rows] = await app.begin((transaction) => [
          transaction`select set_config('genesis.account_id', ${account}, true)`,
          transaction<
            { count: number }[]
          >`select count(*)::int as count from ${transaction(table)}`,
        ]);
        return rows[0]?.count;
      };
      // What merges into it is the merged account's, so that the victim itself does not see it.
      const isMerge = table === "account_merges";
      if (!isMerge) expect(await seen(victim.account), `${table}: its own`).toBeGreaterThan(0);
      const [all] = await service`select count(*)::int as count from ${service(table)}`;
      expect(all?.["count"], `${table}: give it a row in oneRowInEachTable`).toBeGreaterThan(0);
      expect(await seen(randomUUID()), `${table}: another's`).toBe(0);
      expect(await seen(""), `${table}: nobody's`).toBe(0);
    }
  });

  test("is changed by no other account: no row updated, deleted, or written in its name", async () => {
    const attempt = async (account: string, sql: string): Promise<number | "refused"> => {
      try {
        const [, result] = await app.begin((transaction) => [
          transaction`select set_config('genesis.account_id', ${account}, true)`,
          transaction.unsafe(sql),
        ]);
        return result.count;
      } catch (error) {
        const code = error instanceof postgres.PostgresError ? error.code : String(error);
        // Insufficient privilege, which a policy's refusal is as well.
        if (code !== "42501") throw error;
        return "refused";
      }
    };
    for (const table of await accountTables()) {
      const columns = await owner<{ name: string }[]>`
        select column_name as name from information_schema.columns
        where table_schema = 'public' and table_name = ${table} and is_generated = 'NEVER'
          and is_identity = 'NO'`;
      const names = columns.map(({ name }) => `"${name}"`).join(", ");
      const [row] = await owner`select to_jsonb(t) as row from ${owner(table)} t limit 1`;
      const copy = `insert into ${table} (${names}) select ${names} from
        jsonb_populate_record(null::${table}, $row$${JSON.stringify(row?.["row"])}$row$)`;
      for (const account of [randomUUID(), ""]) {
        for (const sql of [
          `update ${table} set account_id = account_id`,
          `update ${table} set account_id = '${randomUUID()}'`,
          `delete from ${table}`,
        ]) {
          expect([0, "refused"], `${sql} as another`).toContain(await attempt(account, sql));
        }
        expect(await attempt(account, copy), `into ${table} in another's name`).toBe("refused");
      }
    }
    expect((await victim.state()).stages["CONCEPT_SELECTION"]?.proposals).toHaveLength(1);
  });

  test("comes along when its account is taken into another, and back again, but for what names an account", async () => {
    // An account's own credentials, its model's key among them, and its merges: they lead to no
    // other account.
    const own = ["accounts", "account_merges", "account_tokens", "device_codes", "model_settings"];
    own.push("recovery_phrases", "sign_ins", "audit_log", "webhooks", "webhook_deliveries");
    const [row] = await owner<{ source: string }[]>`
      select prosrc as source from pg_proc where proname = 'move_sessions'`;
    for (const table of await accountTables()) {
      if (!own.includes(table)) expect(row?.source, table).toContain(`update ${table} `);
    }
  });
});

test("a signing key is not the service's to read, and a wrong guess or a size not the requests'", async () => {
  await expect(service`select * from signing_keys`).rejects.toThrow("permission denied");
  await expect(app`select * from wrong_guesses`).rejects.toThrow("permission denied");
  await expect(app`select * from session_sizes`).rejects.toThrow("permission denied");
  await expect(app`update signing_keys set retired_at = now()`).rejects.toThrow(
    "permission denied",
  );
});
