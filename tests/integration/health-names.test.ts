/** What health calls a database that cannot be used, and a part that is not heard of: by name, at a role's own port. */
import postgres from "postgres";
import { Registry } from "prom-client";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { healthReport } from "../../edge/health.ts";
import { startRoleServer } from "../../local/roles/role-server.ts";
import { freePort } from "../../local/processes/free-port.ts";
import { createServiceDatabase } from "#runtime/postgres/service-database.ts";
import { type TestDatabase, createDatabase } from "../provision/postgres.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase();
});
afterAll(() => database.drop());

const part = z.object({
  status: z.string(),
  problem: z.string().nullable(),
  help: z.string().nullable(),
});
const answer = z.object({ parts: z.record(z.string(), part) });

/** As the relay's own port says it. */
async function told(databaseUrl: string) {
  const role = await startRoleServer({
    part: "relay",
    host: "127.0.0.1",
    port: 0,
    registry: new Registry(),
    databaseUrl,
  });
  try {
    const response = await fetch(`${role.url}/api/health/ready`);
    const { parts } = answer.parse(await response.json());
    return { status: response.status, database: parts["database"], relay: parts["relay"] };
  } finally {
    await role.stop();
  }
}

/** As the edge says it, which asks the same function. */
async function toldByTheEdge(databaseUrl: string) {
  const service = createServiceDatabase({
    url: databaseUrl,
    applicationName: "genesis test of health",
    maxConnections: 1,
    deadlineMs: 2_000,
    lockTimeoutMs: 1_000,
  });
  try {
    const { isServing, readiness } = await healthReport(() => service.call("parts"), {});
    const { database: own, relay } = readiness.parts;
    return { isServing, database: own, relay };
  } finally {
    await service.stop();
  }
}

async function asOwner(...statements: readonly string[]): Promise<void> {
  const sql = postgres(database.adminUrl, { max: 1, onnotice: () => undefined });
  try {
    for (const statement of statements) await sql.unsafe(statement);
  } finally {
    await sql.end();
  }
}

const within = (change: (url: URL) => void) => {
  const url = new URL(database.url);
  change(url);
  return url.href;
};

async function isSaid(url: string, problem: string): Promise<void> {
  const help = `docs/health.md#${problem.toLowerCase()}`;
  expect(await told(url)).toMatchObject({ status: 503, database: { problem, help } });
  expect(await toldByTheEdge(url)).toMatchObject({
    isServing: false,
    database: { problem, help },
    // Nobody knows of the others.
    relay: { problem: null },
  });
}

test("POSTGRESQL_AWAY: nothing listens there", async () => {
  const port = await freePort();
  await isSaid(
    within((url) => (url.port = String(port))),
    "POSTGRESQL_AWAY",
  );
});

test("POSTGRESQL_REFUSES: a wrong password", async () => {
  await isSaid(
    within((url) => (url.password = "wrong")),
    "POSTGRESQL_REFUSES",
  );
});

test("NOT_MIGRATED: an empty database", async () => {
  await using empty = await createDatabase({ empty: true });
  await isSaid(empty.url, "NOT_MIGRATED");
});

test("RIGHTS_MISSING: somebody took away what migrate grants", async () => {
  await using own = await createDatabase();
  const sql = postgres(own.adminUrl, { max: 1 });
  const grantees = await sql<{ login: string }[]>`
    select acl.grantee::regrole::text as login
    from pg_proc, aclexplode(proacl) acl where oid = 'genesis.parts()'::regprocedure`;
  for (const { login } of grantees) {
    await sql.unsafe(`revoke execute on function genesis.parts() from ${login}`);
  }
  await sql.end();
  expect(grantees.length).toBeGreaterThan(2);
  await isSaid(own.url, "RIGHTS_MISSING");
});

test("READ_ONLY: the server became a standby; what can be read is", async () => {
  const name = new URL(database.url).pathname.slice(1);
  await asOwner(`alter database ${name} set default_transaction_read_only = on`);
  try {
    const standby = { status: "degraded", problem: "READ_ONLY" };
    expect(await told(database.url)).toMatchObject({ status: 200, database: standby });
    expect(await toldByTheEdge(database.url)).toMatchObject({
      isServing: true,
      database: standby,
    });
  } finally {
    await asOwner(
      "set default_transaction_read_only = off",
      `alter database ${name} reset default_transaction_read_only`,
    );
  }
});

test("NO_HEARTBEAT and SILENT: a part that was never heard of, and one that is no more", async () => {
  expect(await told(database.url)).toMatchObject({
    status: 200,
    database: { status: "ok", problem: null },
    relay: { status: "starting", problem: "NO_HEARTBEAT" },
  });
  const service = createServiceDatabase({
    url: database.url,
    applicationName: "genesis test of health",
    maxConnections: 1,
    deadlineMs: 2_000,
    lockTimeoutMs: 1_000,
  });
  await service.call("beat", "relay", "one", "ok", null);
  await service.stop();
  expect((await told(database.url)).relay).toMatchObject({ status: "ok", problem: null });
  await asOwner("update part_heartbeats set seen_at = now() - interval '21 seconds'");
  expect((await told(database.url)).relay).toMatchObject({ status: "degraded", problem: "SILENT" });
  expect((await toldByTheEdge(database.url)).relay).toMatchObject({ problem: "SILENT" });
});
