/** What the logins may call is what the code calls, and nothing else is theirs in the catalogue. */
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import postgres, { type Sql } from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { FLOW_FUNCTIONS } from "#shared/answers/service-answers.ts";
import {
  APP_FUNCTIONS,
  INNER_FUNCTIONS,
  OWNER_FUNCTIONS,
  SERVICE_FUNCTIONS,
  SHARED_FUNCTIONS,
} from "#runtime/postgres/entry-functions.ts";
import { loginUrl } from "#runtime/postgres/logins.ts";
import { repositoryRoot } from "../../../local/repository-root.ts";
import { type TestDatabase, createDatabase } from "../../provision/postgres.ts";

let database: TestDatabase;
let owner: Sql;
const logins = { app: "", service: "" };

beforeAll(async () => {
  database = await createDatabase();
  owner = postgres(database.url, { max: 1, onnotice: () => {} });
  for (const kind of ["app", "service"] as const) {
    logins[kind] = new URL(await loginUrl(kind, database.url)).username;
  }
});
afterAll(async () => {
  await owner.end();
  await database.drop();
});

const ownerFunctions = (kind: "app" | "service") =>
  Object.entries(OWNER_FUNCTIONS)
    .filter(([, kinds]) => kinds.some((one) => one === kind))
    .map(([name]) => name);

test.each([
  ["app", [...APP_FUNCTIONS, ...ownerFunctions("app")]],
  ["service", [...SERVICE_FUNCTIONS, ...SHARED_FUNCTIONS, ...ownerFunctions("service")]],
] as const)("the %s login may call its entry functions and no other", async (kind, names) => {
  const rows = await owner<{ name: string }[]>`
    select proname as name from pg_proc where pronamespace = 'genesis'::regnamespace
      and has_function_privilege(${logins[kind]}, oid, 'execute')`;
  expect(rows.map(({ name }) => name).toSorted()).toEqual([...names].toSorted());
});

test.each(["app", "service"] as const)(
  "the %s login has no right to a table, column, sequence or schema, and is nobody else",
  async (kind) => {
    const login = logins[kind];
    const [row] = await owner`
      select
        (select count(*)::int from pg_class c where relnamespace = 'public'::regnamespace and (
          has_table_privilege(${login}, c.oid, 'select,insert,update,delete,truncate,references,trigger')
          or has_any_column_privilege(${login}, c.oid, 'select,insert,update,references')
        ) and relkind in ('r', 'p', 'v', 'm')) as tables,
        (select count(*)::int from pg_class c where relnamespace = 'public'::regnamespace
          and case when relkind = 'S' then
            has_sequence_privilege(${login}, c.oid, 'usage,select,update') end) as sequences,
        (select array_agg(nspname::text) from pg_namespace n
          where has_schema_privilege(${login}, n.oid, 'create')) as creates_in,
        has_database_privilege(${login}, current_database(), 'create') as creates_schemas,
        r.rolsuper, r.rolbypassrls, r.rolcreaterole, r.rolcreatedb, r.rolreplication,
        (select count(*)::int from pg_auth_members where member = r.oid) as memberships,
        (select count(*)::int from pg_shdepend where refobjid = r.oid and deptype = 'o') as owns
      from pg_roles r where rolname = ${login}`;
    expect({ ...row }).toEqual({
      tables: 0,
      sequences: 0,
      creates_in: null,
      creates_schemas: false,
      rolsuper: false,
      rolbypassrls: false,
      rolcreaterole: false,
      rolcreatedb: false,
      rolreplication: false,
      memberships: 0,
      owns: 0,
    });
  },
);

test("each entry function runs as a role that nobody signs in as, with its search path fixed", async () => {
  const rows = await owner<{ name: string; runs_as: string; settings: string; login: boolean }[]>`
    select proname as name, r.rolname as runs_as, array_to_string(proconfig, ',') as settings,
      r.rolcanlogin as login
    from pg_proc p join pg_roles r on r.oid = proowner
    where pronamespace = 'genesis'::regnamespace and prosecdef`;
  const owned = new Map(rows.map(({ name, runs_as }) => [name, runs_as]));
  for (const name of APP_FUNCTIONS) expect(owned.get(name), name).toBe("genesis_app");
  for (const name of SERVICE_FUNCTIONS) expect(owned.get(name), name).toBe("genesis_service");
  for (const name of INNER_FUNCTIONS) expect(owned.get(name), name).toBe("genesis_service");
  for (const name of Object.keys(OWNER_FUNCTIONS)) expect(owned.get(name)).toBe("genesis_owner");
  expect(rows).toHaveLength(
    [APP_FUNCTIONS, SERVICE_FUNCTIONS, INNER_FUNCTIONS, Object.keys(OWNER_FUNCTIONS)].flat().length,
  );
  for (const row of rows)
    expect(row.settings, row.name).toMatch(/(^|,)search_path=public, pg_temp$/);
  const strong = rows.filter((row) => row.login && row.runs_as !== "genesis_owner");
  expect(strong).toEqual([]);
});

/** Every word in quotes that follows a call, as far as two lines of code show it. */
async function wordsOf(folders: readonly string[], suffix: string): Promise<Set<string>> {
  const words = new Set<string>();
  for (const folder of folders) {
    const names = await readdir(join(repositoryRoot, folder), { recursive: true });
    for (const name of names) {
      if (!name.endsWith(suffix) || /\.test\.ts$|tests\//.test(name)) continue;
      const text = await readFile(join(repositoryRoot, folder, name), "utf8");
      for (const [, word] of text.matchAll(/"([a-z_]+)"/g)) if (word !== undefined) words.add(word);
      // Python names them by what they answer.
      for (const [, name] of text.matchAll(/call\(\s*([A-Z][A-Z_]+),/g)) {
        words.add(name?.toLowerCase() ?? "");
      }
      // In a statement's text: genesis.parts(), and outbox's `${command}_outbox`.
      for (const [, word] of text.matchAll(/genesis\.([a-z_]+)\(/g)) words.add(word ?? "");
      for (const [, end] of text.matchAll(/`\$\{command\}(_[a-z]+)`/g)) {
        for (const verb of ["retry", "drop"]) words.add(verb + (end ?? ""));
      }
    }
  }
  return words;
}

test("each of them is called somewhere in the code: what nobody calls is nobody's", async () => {
  const edge = await wordsOf(["edge"], ".ts");
  const service = await wordsOf(["edge", "relay", "callback", "local"], ".ts");
  const python = await wordsOf(["flows/genesis_flows"], ".py");
  const uncalled = [
    ...APP_FUNCTIONS.filter((name) => !edge.has(name)),
    ...SERVICE_FUNCTIONS.filter((name) => !service.has(name) && !python.has(name)),
  ];
  expect(uncalled).toEqual([]);
});

test("Python has the answers of those that it calls, and of no other", async () => {
  const python = await wordsOf(["flows/genesis_flows"], ".py");
  expect(FLOW_FUNCTIONS.filter((name) => !python.has(name))).toEqual([]);
});

test("each SQL function that Python calls is the service's", async () => {
  const words = await wordsOf(["flows/genesis_flows"], ".py");
  const functions = await owner<{ name: string }[]>`
    select proname as name from pg_proc where pronamespace = 'genesis'::regnamespace`;
  // Words of messages as well.
  const texts = new Set(["invalid", "generator"]);
  const called = functions.map(({ name }) => name).filter((name) => words.has(name));
  const allowed = new Set<string>([...SERVICE_FUNCTIONS, ...SHARED_FUNCTIONS, "database_logins"]);
  expect(called.filter((name) => !allowed.has(name) && !texts.has(name))).toEqual([]);
});
