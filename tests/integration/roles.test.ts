/** `npm run relay`, `callback` and `flows`: each role as a process, configured by its environment. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { randomInt } from "node:crypto";
import { createServer } from "node:net";
import { join } from "node:path";
import { closeSync, mkdtempSync, openSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { createServiceDatabase } from "#runtime/postgres/service-database.ts";
import { freePort } from "../../local/processes/free-port.ts";
import { runProgram } from "../../local/processes/run-program.ts";
import { repositoryRoot } from "../../local/repository-root.ts";
import { type TestDatabase, createDatabase } from "../provision/postgres.ts";
import { prefectEnvironment } from "../provision/prefect.ts";
import { type StartedProcess, plainEnvironment, startProcess } from "../provision/processes.ts";
import { startTransactionPooler } from "../provision/transaction-pooler.ts";
import { partStatus } from "./part-status.ts";

let database: TestDatabase;
let env: Record<string, string | undefined>;
const dataDirectory = mkdtempSync(join(tmpdir(), "genesis-roles-"));

beforeAll(async () => {
  database = await createDatabase();
  env = {
    ...plainEnvironment(),
    DATABASE_URL: database.url,
    ...(await prefectEnvironment()),
    GENESIS_DATA_DIR: dataDirectory,
  };
});
afterAll(async () => {
  await database.drop();
  rmSync(dataDirectory, { recursive: true, force: true });
});

const script = (role: string) => join(repositoryRoot, "local", "commands", `${role}.ts`);

describe.each([
  { role: "relay", variable: "RELAY_PORT", metric: "genesis_relay_active" },
  { role: "callback", variable: "CALLBACK_PORT", metric: "process_cpu_seconds_total" },
])("npm run $role", ({ role, variable, metric }) => {
  test("serves health and metrics on its port, and ends on SIGTERM with 0", async () => {
    const port = await freePort();
    const started: { process: StartedProcess } = await startProcess({
      command: process.execPath,
      args: [script(role)],
      env: { ...env, [variable]: String(port) },
      readyLine: / ready: http/,
      readyWithinMs: 30_000,
    });
    const base = `http://127.0.0.1:${port}`;
    expect((await fetch(`${base}/api/health/live`)).status).toBe(200);
    await expect.poll(() => partStatus(base, role)).toBe("ok");
    expect(await (await fetch(`${base}/metrics`)).text()).toContain(metric);
    expect((await fetch(`${base}/anything`)).status).toBe(404);
    expect(await started.process.stop("SIGTERM")).toBe(0);
  });

  test("says which variable to change where its port is taken", async () => {
    const thief = createServer().listen(0, "127.0.0.1");
    await once(thief, "listening");
    const { port } = z.object({ port: z.int() }).parse(thief.address());
    const { code, output } = await runProgram(process.execPath, [script(role)], {
      env: { ...env, [variable]: String(port) },
    });
    thief.close();
    expect(code).toBe(1);
    expect(output).toContain(`${variable}: ${port} is in use`);
  });
});

test.runIf(process.platform === "linux")(
  "a role whose output goes to a full disk serves, and ends on SIGTERM",
  async () => {
    const full = openSync("/dev/full", "w");
    // Nothing that they say can be read: what answers must be they. Nobody else has this address.
    const host = `127.${randomInt(1, 255)}.${randomInt(1, 255)}.1`;
    const roles = [
      ["edge", "PORT"],
      ["relay", "RELAY_PORT"],
      ["callback", "CALLBACK_PORT"],
      ["flows", "FLOWS_PORT"],
    ] as const;
    const isServed = async ([role, variable]: (typeof roles)[number]) => {
      const port = await freePort(host);
      const started = spawn(process.execPath, [script(role)], {
        // Nothing to write to, and a database to complain of.
        env: {
          ...env,
          HOST: host,
          [variable]: String(port),
          DATABASE_URL: "postgres://x@127.0.0.1:1/x",
        },
        stdio: ["ignore", full, full],
      });
      const ended = once(started, "exit");
      await expect.poll(() => isLive(host, port)).toBe(true);
      expect([role, "runs", started.exitCode]).toEqual([role, "runs", null]);
      started.kill("SIGTERM");
      expect([role, (await ended)[0]]).toEqual([role, 0]);
    };
    await Promise.all(roles.map(isServed));
    closeSync(full);
  },
  120_000,
);

const isLive = (host: string, port: number) =>
  fetch(`http://${host}:${port}/api/health/live`).then(
    (response) => response.ok,
    () => false,
  );

test("npm run flows says which variable to change where its port is taken", async () => {
  const thief = createServer().listen(0, "127.0.0.1");
  await once(thief, "listening");
  const { port } = z.object({ port: z.int() }).parse(thief.address());
  const { code, output } = await runProgram(process.execPath, [script("flows")], {
    env: { ...env, FLOWS_PORT: String(port) },
  });
  thief.close();
  expect(code).toBe(1);
  expect(output).toContain(`FLOWS_PORT: ${port} is in use`);
  expect(output).not.toContain("Traceback");
});

test("npm run flows serves its health on FLOWS_PORT past a pooler, and ends with its starter", async () => {
  const port = await freePort();
  const base = `http://127.0.0.1:${port}`;
  await using pooler = await startTransactionPooler(database.url, "refuse");
  const starter = await startProcess({
    command: process.execPath,
    args: [script("flows")],
    env: {
      ...env,
      DATABASE_URL: pooler.url,
      DATABASE_DIRECT_URL: database.url,
      FLOWS_PORT: String(port),
    },
    readyLine: /the flow worker runs/,
    readyWithinMs: 60_000,
  });
  await expect
    .poll(() => fetch(`${base}/api/health/live`).then((response) => response.status))
    .toBe(200);
  await expect
    .poll(() => fetch(`${base}/api/health/ready`).then((response) => response.status))
    .toBe(200);
  await starter.process.stop("SIGKILL");
  await expect
    .poll(() =>
      fetch(`${base}/api/health/live`).then(
        () => "alive",
        () => "gone",
      ),
    )
    .toBe("gone");
});

test("a role without a database says which variable is missing", async () => {
  const { code, output } = await runProgram(process.execPath, [script("relay")], {
    env: { ...env, DATABASE_URL: undefined },
  });
  expect(code).toBe(1);
  expect(output).toContain("DATABASE_URL: got nothing; takes");
});

test("a relay that is to host the callback says that Prefect's address is missing, and no more", async () => {
  const { code, output } = await runProgram(process.execPath, [script("relay")], {
    env: { ...env, PREFECT_API_URL: undefined, RELAY_PORT: "0" },
  });
  expect(code).toBe(1);
  expect(output.split("\n").at(-1)).toMatch(/^PREFECT_API_URL: got nothing; takes/);
});

test("npm run migrate without a database's URL ends with 1 and says what it takes", async () => {
  const { code, output } = await runProgram(process.execPath, [script("migrate")], {
    env: { ...plainEnvironment(), GENESIS_DATA_DIR: dataDirectory },
  });
  expect(code).toBe(1);
  expect(output).toMatch(/^DATABASE_MIGRATE_URL: got nothing.* takes a PostgreSQL URL/);
});

test("a migration through a transaction pooler leaves no lock behind", async () => {
  await using pooler = await startTransactionPooler(database.url, "refuse");
  await runProgram(process.execPath, [script("migrate")], {
    env: { ...plainEnvironment(), DATABASE_URL: pooler.url },
  });
  const sql = postgres(database.adminUrl, { max: 1 });
  const locks = await sql`
    select from pg_locks where locktype = 'advisory'
      and database = (select oid from pg_database where datname = current_database())`;
  await sql.end();
  expect(locks.length).toBe(0);
});

test.each([
  ["edge", "PORT"],
  ["relay", "RELAY_PORT"],
  ["callback", "CALLBACK_PORT"],
  ["flows", "FLOWS_PORT"],
])(
  "npm run %s says what is wrong with a database by name, and waits for it",
  async (role, variable) => {
    const wrong = new URL(database.url);
    wrong.password = "wrong";
    const port = await freePort();
    const started = await startProcess({
      command: process.execPath,
      args: [script(role)],
      env: { ...env, DATABASE_URL: wrong.href, [variable]: String(port) },
      readyLine: / ready: http|the flow worker runs/,
      readyWithinMs: 60_000,
    });
    expect(started.process.output()).toContain("PostgreSQL refuses the user's password");
    const ready = async () => {
      const response = await fetch(`http://127.0.0.1:${port}/api/health/ready`);
      return `${response.status} ${await response.text()}`;
    };
    await expect.poll(ready).toMatch(/^503 .*PostgreSQL refuses the user's password/);
    await started.process.stop("SIGTERM");
  },
);

test("a part whose clock is off is said, by how much", async () => {
  // Where no other instance of the part is heard of.
  await using own = await createDatabase();
  const service = createServiceDatabase({
    url: own.url,
    applicationName: "genesis test of clocks",
    maxConnections: 1,
    deadlineMs: 5_000,
    lockTimeoutMs: 1_000,
  });
  const beat = (instance: string, atMs: number) =>
    service.call("beat", "flows", instance, "ok", null, JSON.stringify({ at_ms: atMs }));
  const told = async () =>
    z.looseObject({ flows: z.looseObject({}) }).parse(await service.call("parts"));
  await beat("a minute behind", Date.now() - 60_000);
  expect((await told()).flows).toMatchObject({
    status: "degraded",
    problem: "CLOCK_OFF",
    detail: expect.stringMatching(/^its clock and the database's are (59|6\d)\.\d s apart$/),
  });
  await beat("a minute behind", Date.now());
  expect((await told()).flows).toMatchObject({ status: "ok", problem: null });
  await service.call("leave", "flows", "a minute behind");
  await service.stop();
});

test("a database that became read-only is said, and its connections are replaced", async () => {
  const service = createServiceDatabase({
    url: database.url,
    applicationName: "genesis test of a standby",
    maxConnections: 1,
    deadlineMs: 5_000,
    lockTimeoutMs: 1_000,
  });
  const beat = () => service.call("beat", "relay", "read-only", "ok", null);
  const sql = postgres(database.adminUrl, { max: 1 });
  const name = new URL(database.url).pathname.slice(1);
  const become = (state: "on" | "off") =>
    sql.unsafe(`alter database ${name} set default_transaction_read_only = ${state}`);
  try {
    await become("on");
    await expect(beat()).rejects.toMatchObject({ code: "25006" });
    expect(await service.call("parts")).toMatchObject({
      database: { status: "degraded", detail: "the database is read-only, as a standby is" },
    });
    await sql.unsafe(`set default_transaction_read_only = off`);
    await become("off");
    // The connection that found out is of no more use; the next one sees the server as it is.
    await expect(beat()).rejects.toMatchObject({ code: "25006" });
    await expect(beat()).resolves.toBeNull();
    expect(await service.call("parts")).not.toHaveProperty("database");
  } finally {
    await Promise.all([service.stop(), sql.end()]);
  }
});
