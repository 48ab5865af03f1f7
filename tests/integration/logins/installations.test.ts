/** Logins as `npm run migrate` makes them: anew, by an operator's names, twice on one server. */
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import postgres from "postgres";
import { expect, test } from "vitest";
import { forgetLogins, loginUrl } from "#runtime/postgres/logins.ts";
import { declaredLogins } from "../../../local/migrate/make-logins.ts";
import { migrate } from "../../../local/migrate/migrate.ts";
import { runProgram } from "../../../local/processes/run-program.ts";
import { repositoryRoot } from "../../../local/repository-root.ts";
import { createDatabase } from "../../provision/postgres.ts";
import { plainEnvironment } from "../../provision/processes.ts";
import { ApiClient } from "../edge/client.ts";
import { startTestEdge } from "../edge/test-edge.ts";

const named = (prefix: string) => `${prefix}_${randomBytes(4).toString("hex")}`;

function withUser(url: string, user: string, password: string): string {
  const parsed = new URL(url);
  parsed.username = user;
  parsed.password = password;
  return parsed.href;
}

async function sql<T>(url: string, work: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const connection = postgres(url, { max: 1, onnotice: () => {} });
  try {
    return await work(connection);
  } finally {
    await connection.end();
  }
}

test("an empty database gets logins of its own, and a second run keeps them", async () => {
  await using database = await createDatabase({ empty: true });
  const first = await migrate(database.url);
  expect(await migrate(database.url)).toEqual(first);
  await using other = await createDatabase({ empty: true });
  const second = await migrate(other.url);
  expect(second.app.login).not.toBe(first.app.login);
  for (const { login, password } of [first.app, first.service]) {
    const url = withUser(database.url, login, password);
    const [row] = await sql(url, (it) => it`select session_user::text as who`);
    expect(row?.["who"]).toBe(login);
    // The other database has nothing for it, its server's PUBLIC aside.
    const elsewhere = withUser(other.url, login, password);
    await expect(sql(elsewhere, (it) => it`select genesis.parts()`)).rejects.toThrow(
      "permission denied",
    );
  }
});

test("a second installation on the same server, with an owner of its own, works beside the first", async () => {
  await using first = await createDatabase();
  await using second = await createDatabase({ empty: true });
  const [owner, password] = [named("other_owner"), named("p")];
  await sql(second.url, async (it) => {
    const [row] = await it<{ name: string }[]>`select current_database() as name`;
    await it.unsafe(`create role ${owner} login createrole password '${password}'`);
    await it.unsafe(`grant all on database ${row?.name} to ${owner}`);
    await it.unsafe(`grant all on schema public to ${owner} with grant option`);
  });
  const url = withUser(second.url, owner, password);
  const logins = await migrate(url);
  // Repeating it finds the names again.
  expect(await migrate(url)).toEqual(logins);
  const roles = await sql(
    url,
    (it) => it`
    select distinct unnest(roles)::text as name from pg_policies where schemaname = 'public'`,
  );
  expect(roles.map((row) => row["name"])).not.toContain("genesis_app");
  const service = withUser(second.url, logins.service.login, logins.service.password);
  for (const databaseUrl of [first.url, service]) {
    const edge = await startTestEdge(databaseUrl);
    try {
      const client = new ApiClient(edge.url);
      const session = await client.createSession();
      const answer = await client.command(session, "SUBMIT_IDEA", { idea: "a lighthouse" });
      expect(answer.status).toBe(202);
    } finally {
      await edge.stop();
    }
  }
});

test("the logins that an operator names are made with their passwords, and follow a new one", async () => {
  await using database = await createDatabase({ empty: true });
  const [service, app] = [named("studio_service"), named("studio_app")];
  const migrateWith = (password: string) => {
    const direct = withUser(database.url, service, password);
    const pooled = withUser(database.url, app, `${password}-app`);
    return migrate(database.url, declaredLogins(database.url, pooled, direct));
  };
  await migrateWith("first");
  await migrateWith("it's another");
  const direct = withUser(database.url, service, "it's another");
  expect(await loginUrl("service", direct)).toBe(direct);
  expect(new URL(await loginUrl("app", direct)).username).toBe(app);
  forgetLogins(direct);
  await expect(sql(withUser(database.url, service, "first"), (it) => it`select 1`)).rejects.toThrow(
    "password authentication failed",
  );
  // The requests' login alone is not enough for a part.
  const own = withUser(database.url, app, "it's another-app");
  expect(await loginUrl("app", own)).toBe(own);
  await expect(loginUrl("service", own)).rejects.toThrow(/takes the service login/);
});

test("a pooler's user keeps what stands behind its dot", async () => {
  await using database = await createDatabase();
  const owner = new URL(database.url).username;
  const pooler = withUser("postgres://pooler.example:6543/genesis", `${owner}.project`, "x");
  const login = new URL(await loginUrl("app", pooler, database.url));
  expect(login.username).toMatch(/^genesis_app_login_[0-9a-f]{8}\.project$/);
  expect(login.host).toBe("pooler.example:6543");
});

test("migrate refuses a login that would be no wall, and a part does not start with one", async () => {
  await using database = await createDatabase({ empty: true });
  const [strong, password] = [named("strong"), "p"];
  await migrate(database.url);
  await sql(database.url, (it) =>
    it.unsafe(
      `create role ${strong} login password '${password}'; grant genesis_service to ${strong}`,
    ),
  );
  const url = withUser(database.url, strong, password);
  await expect(migrate(database.url, declaredLogins(database.url, url, url))).rejects.toThrow(
    /must not have \(strong_\w+ is a member of genesis_service\)/,
  );
  for (const program of [join("edge", "node.ts"), join("local", "commands", "relay.ts")]) {
    const { code, output } = await runProgram(process.execPath, [program], {
      cwd: repositoryRoot,
      env: {
        ...plainEnvironment(),
        DATABASE_URL: url,
        PORT: "0",
        RELAY_PORT: "0",
        KAFKA_BROKERS: "127.0.0.1:1",
      },
    });
    expect(code, program).toBe(1);
    expect(output, program).toContain("no wall between accounts");
    expect(output, program).not.toMatch(/\bat .*\.ts:\d+/);
  }
});

test("a part refuses where row-level security is off, and a login that is none of the database's", async () => {
  await using database = await createDatabase();
  const [stranger, password] = [named("stranger"), "p"];
  await sql(database.url, async (it) => {
    await it.unsafe(`create role ${stranger} login password '${password}'`);
  });
  await expect(loginUrl("service", withUser(database.url, stranger, password))).rejects.toThrow(
    /none of this database's/,
  );
  await sql(database.url, (it) => it`alter table novels disable row level security`);
  await expect(loginUrl("service", database.url)).rejects.toThrow(
    "row-level security is off for novels",
  );
});

test("given the owner's URL a part uses it to ask for its own logins, and works as those", async () => {
  await using database = await createDatabase();
  const edge = await startTestEdge(database.url);
  try {
    const client = new ApiClient(edge.url);
    await client.createSession();
    const rows = await sql(
      database.url,
      (it) => it<{ who: string; what: string }[]>`
      select usename::text as who, application_name as what from pg_stat_activity
      where datname = current_database() and application_name like 'genesis%'`,
    );
    expect(rows.length).toBeGreaterThan(2);
    for (const { who, what } of rows) {
      const kind = what === "genesis-edge" ? "app" : "service";
      expect(who, what).toMatch(new RegExp(`^genesis_${kind}_login_`));
    }
  } finally {
    await edge.stop();
  }
});
