/** A database as release 0.1.0 left it, brought to this checkout's schema. */
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import postgres, { type Sql } from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { isUnavailable } from "#runtime/postgres/failure.ts";
import { migrate } from "../../local/migrate/migrate.ts";
import { runProgram } from "../../local/processes/run-program.ts";
import { repositoryRoot } from "../../local/repository-root.ts";
import { createDatabase, type TestDatabase } from "../provision/postgres.ts";
import { expectChain, takenAway } from "./sql/log-chain.ts";
import { expectTablesEqualLog } from "./sql/projections.ts";
import { connectAs } from "./sql/session-fixture.ts";

const TABLES = [
  "accounts",
  "genesis_sessions",
  "command_inbox",
  "domain_events",
  "event_outbox",
  "async_tasks",
  "flow_resume_handles",
  "genesis_stages",
  "genesis_proposals",
  "novels",
] as const;
/** Columns that are gone since: a copy of the accepted candidate's content, and nothing of a writer's. */
const GONE: Readonly<Record<string, readonly string[]>> = {
  async_tasks: ["task_id"],
  genesis_stages: ["accepted_content"],
};

/** Of the reads while it was migrated: answers, those to be asked again, and what must not be said. */
let heard: {
  readonly answers: number;
  readonly later: number;
  readonly wrong: ReadonlySet<string>;
};

type Row = Readonly<Record<string, unknown>>;

let database: TestDatabase;
let owner: Sql;
let before: Map<string, readonly Row[]>;

async function rows(table: string): Promise<Row[]> {
  const found = await owner<{ row: Row }[]>`
    select to_jsonb(t) as row from ${owner(table)} t order by to_jsonb(t)::text`;
  return found.map(({ row }) => row);
}

/** What parts that serve on hear of every session meanwhile. */
async function whileReading(migrating: Promise<void>): Promise<typeof heard> {
  const found = { answers: 0, later: 0, wrong: new Set<string>() };
  let isOver = false;
  const sessions = await owner<{ account_id: string; session_id: string }[]>`
    select account_id, session_id from genesis_sessions`;
  const readers = [1, 2, 3, 4, 5, 6].map(async () => {
    const app = connectAs(database.url, "genesis_app");
    while (!isOver) {
      for (const { account_id, session_id } of sessions) {
        try {
          const [row] =
            await app`select genesis.session_state(${account_id}, ${session_id}) as state`;
          if (row?.["state"] === null) found.wrong.add("a session was not there");
          else found.answers += 1;
        } catch (error) {
          if (isUnavailable(error)) found.later += 1;
          else found.wrong.add(String(error));
        }
      }
    }
    await app.end();
  });
  await migrating.finally(() => {
    isOver = true;
  });
  await Promise.all(readers);
  return found;
}

beforeAll(async () => {
  database = await createDatabase({ empty: true });
  owner = postgres(database.url, { max: 1, onnotice: () => {} });
  const release = join(import.meta.dirname, "releases", "0.1.0.sql");
  await owner.unsafe(await readFile(release, "utf8"));
  before = new Map();
  for (const table of TABLES) before.set(table, await rows(table));
  const migrating = Promise.all([1, 2, 3, 4].map(() => migrate(database.url)));
  heard = await whileReading(migrating.then(() => undefined));
});
afterAll(async () => {
  await owner.end();
  await database.drop();
});

test.each(TABLES)("four migrations at once leave every row of %s as it was", async (table) => {
  const old = before.get(table) ?? [];
  if (table !== "flow_resume_handles") expect(old.length).toBeGreaterThan(0);
  const gone = new Set(GONE[table] ?? []);
  const columns = Object.keys(old[0] ?? {}).filter((column) => !gone.has(column));
  const pick = (row: Row) => JSON.stringify(columns.map((column) => [column, row[column]]));
  expect((await rows(table)).map(pick).toSorted()).toEqual(old.map(pick).toSorted());
});

test("an outbox row that was there has its event's version", async () => {
  const found = await owner`
    select o.event_id, o.version from event_outbox o order by o.event_id`;
  const written = await owner`
    select event_id, version from domain_events where event_id in (select event_id from event_outbox)
    order by event_id`;
  expect(found.length).toBeGreaterThan(0);
  expect([...found]).toEqual([...written]);
});

test("who reads meanwhile gets an answer or is told to ask again, and no session is ever missing", () => {
  expect([...heard.wrong]).toEqual([]);
  expect(heard.answers).toBeGreaterThan(0);
});

/**
 * Of an account, and of its ways in, for which more is asked since: 503 until its edge is replaced. And
 * the cookies' keys, which an edge reads at its start: 0.1.0 does not start on this schema.
 */
const NOT_MEANWHILE = [
  "account_summary",
  "end_provider_session",
  "installation",
  "join_account",
  "make_device_code",
  "set_recovery_phrase",
  "start_sign_in",
  "take_along",
];

test("its parts, which serve on meanwhile, find the functions that they call, as they call them", async () => {
  const list = join(import.meta.dirname, "releases", "called-by-0.1.0.json");
  const called = z
    .record(z.string(), z.array(z.string()))
    .parse(JSON.parse(await readFile(list, "utf8")));
  // What has come to be since has a default: a call with fewer arguments finds it.
  const rows = await owner<{ name: string; types: string[]; defaults: number; roles: string[] }[]>`
    select 'genesis.' || proname as name, pronargdefaults as defaults,
      array(select format_type(t, null) from unnest(proargtypes) with ordinality as u (t, n) order by n) as types,
      array(select role from unnest(array['genesis_app', 'genesis_service']) role
        where has_function_privilege(role, p.oid, 'execute')) as roles
    from pg_proc p where pronamespace = 'genesis'::regnamespace`;
  const isThere = (signature: string, role: string) => {
    const [, name, given = ""] = /^(.*)\((.*)\)$/.exec(signature) ?? [];
    const types = given === "" ? [] : given.split(",");
    return rows.some(
      (row) =>
        row.name === name &&
        row.roles.includes(role) &&
        types.length >= row.types.length - row.defaults &&
        types.every((type, at) => row.types[at] === type),
    );
  };
  const missing = Object.entries(called)
    .filter(([signature, roles]) => !roles.some((role) => isThere(signature, role)))
    .map(([signature]) => /genesis\.(\w+)/.exec(signature)?.[1]);
  expect(Object.keys(called).length).toBeGreaterThan(60);
  expect(missing).toEqual(NOT_MEANWHILE);
});

test("its sessions go on: the log gives the tables, and the next command is accepted", async () => {
  const app = connectAs(database.url, "genesis_app");
  const service = connectAs(database.url, "genesis_service");
  try {
    const sessions = await service<{ session_id: string; account_id: string; title: string }[]>`
      select session_id, account_id, title from genesis_sessions`;
    let upgraded: { account_id: string; session_id: string; version: number } | null = null;
    for (const { session_id, account_id, title } of sessions) {
      await expectTablesEqualLog(app, service, account_id, session_id);
      expect((await expectChain(app, account_id, session_id)).chainBegins).toBe(null);
      const [state] = await app<{ allowed: string[] }[]>`
        select genesis.session_state(${account_id}, ${session_id}) -> 'available_commands' as allowed`;
      if (title === "The Keeper") continue;
      const isPending = state?.allowed.includes("CANCEL_GENERATION") === true;
      const [accepted] = await app<{ outcome: string }[]>`
        select genesis.accept_command(${account_id}, ${session_id},
          ${isPending ? "CANCEL_GENERATION" : "SUBMIT_IDEA"}, ${isPending ? "{}" : '{"idea": "on"}'}::text::jsonb,
          null, null, null) ->> 'outcome' as outcome`;
      expect(accepted?.outcome).toBe("ACCEPTED");
      const log = await expectTablesEqualLog(app, service, account_id, session_id);
      const chain = await expectChain(app, account_id, session_id);
      expect(chain).toMatchObject({ version: log.version, chainBegins: log.version });
      upgraded = { account_id, session_id, version: log.version };
    }
    // And says so, to whoever verifies it.
    if (upgraded === null) throw new Error("none of its sessions goes on");
    const { account_id, session_id, version } = upgraded;
    const file = join(await mkdtemp(join(tmpdir(), "genesis-0.1.0-")), "log.jsonl");
    await writeFile(file, await takenAway(app, account_id, session_id));
    const verify = join(repositoryRoot, "local", "commands", "verify.ts");
    const { code, output } = await runProgram(process.execPath, [verify, file], {
      env: { PATH: process.env["PATH"] },
    });
    await rm(dirname(file), { recursive: true });
    expect([code, output]).toEqual([
      0,
      expect.stringContaining(`the chain begins with version ${version}, line ${version + 1}`),
    ]);
    // The first press of the finished book's first button, repeated after the update.
    const keeper = sessions.find((session) => session.title === "The Keeper");
    const [replayed] = await app<{ outcome: string }[]>`
      select genesis.accept_command(${keeper?.account_id ?? ""}, ${keeper?.session_id ?? ""},
        'SUBMIT_IDEA', '{}', 'first press', 'h', null) ->> 'outcome' as outcome`;
    expect(replayed?.outcome).toBe("REPLAYED");
  } finally {
    await Promise.all([app.end(), service.end()]);
  }
});

test("a database of a newer release is left alone, with a word on what to do", async () => {
  await owner`insert into schema_migrations (version) values ('29990101000000')`;
  await expect(migrate(database.url)).rejects.toThrow(
    /of a newer release.*29990101000000.*Update the code/,
  );
  await owner`delete from schema_migrations where version = '29990101000000'`;
});
