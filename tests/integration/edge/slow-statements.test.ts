/** A slow statement ends alone: what others do, and the connections they do it on, stay. */
import { randomUUID } from "node:crypto";
import postgres, { type Sql } from "postgres";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Caller, type Database, createDatabase } from "../../../edge/database/database.ts";
import { isUnavailable } from "#runtime/postgres/failure.ts";
import { freePort } from "../../../local/processes/free-port.ts";
import * as provision from "../../provision/postgres.ts";
import { startTcpProxy } from "../../provision/tcp-proxy.ts";

let server: provision.TestDatabase;
let owner: Sql;
type TestFunction = "test_wait" | "test_sleep";
let database: Database<TestFunction>;

beforeEach(async () => {
  server = await provision.createDatabase();
  owner = postgres(server.url, { max: 2, onnotice: () => {} });
  await owner.unsafe(`
    create function genesis.test_wait(p_account uuid, p_key bigint) returns text language plpgsql as $$
    begin
      perform pg_advisory_xact_lock(p_key);
      return pg_backend_pid()::text;
    end $$;
    create function genesis.test_sleep(p_account uuid) returns text language sql as $$
      select pg_sleep(600)::text $$;
    grant execute on function genesis.test_wait(uuid, bigint), genesis.test_sleep(uuid) to public;`);
});
afterEach(async () => {
  await database.stop();
  await owner.end();
  await server.drop();
});

function open(isPooled: boolean, deadlineMs: number, url = server.url): void {
  database = createDatabase<TestFunction>({
    url,
    login: "app",
    isPooled,
    maxConnections: 4,
    deadlineMs,
    applicationName: "slow statements",
  });
}

const anyone = (): Caller => ({ accountId: randomUUID(), signInId: null, isAsked: false });

const waiting = async () => {
  const rows = await owner<{ pid: number }[]>`
    select pid from pg_stat_activity
    where datname = current_database() and application_name = 'slow statements' and state = 'active'`;
  return rows.length;
};

test.each([
  ["by PostgreSQL's own timer", false],
  ["by a cancel request, where a pooler keeps the timer from being set", true],
])("it is ended %s, and another that is under way is not", async (_, isPooled) => {
  open(isPooled, 1_000);
  const blocker = await owner.reserve();
  await blocker`select pg_advisory_lock(1)`;
  const slow = database.callAs(anyone(), "test_sleep", []);
  const outcome = expect(slow).rejects.toSatisfy(isUnavailable);
  await expect.poll(waiting).toBe(1);
  await outcome;
  // PostgreSQL has ended it: nothing of it is left to work on.
  await expect.poll(waiting).toBe(0);
  await blocker`select pg_advisory_unlock(1)`;
  const first = await database.callAs(anyone(), "test_wait", [1]);
  expect(await database.callAs(anyone(), "test_wait", [1])).toBe(first);
  blocker.release();
});

test("connections that others use outlive one that was ended", async () => {
  open(true, 2_500);
  const blocker = await owner.reserve();
  await blocker`select pg_advisory_lock(2)`;
  const slow = database.callAs(anyone(), "test_sleep", []);
  const outcome = expect(slow).rejects.toSatisfy(isUnavailable);
  // Under way when the slow one is ended, and begun late enough to be in time itself.
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  const held = database.callAs(anyone(), "test_wait", [2]);
  await outcome;
  await blocker`select pg_advisory_unlock(2)`;
  expect(await held).toMatch(/^\d+$/);
  blocker.release();
});

test("one account's calls never have all connections", async () => {
  open(false, 60_000);
  const blocker = await owner.reserve();
  await blocker`select pg_advisory_lock(3)`;
  const busy = anyone();
  const held = Array.from({ length: 12 }, () => database.callAs(busy, "test_wait", [3]));
  await expect.poll(waiting).toBe(2);
  expect(await database.callAs(anyone(), "test_wait", [4])).toMatch(/^\d+$/);
  await blocker`select pg_advisory_unlock(3)`;
  expect(await Promise.all(held)).toHaveLength(12);
  blocker.release();
});

test("a server that went away under it is asked in vain to end it, and nothing ends but the statement", async () => {
  let port = Number(new URL(server.url).port);
  let connections = 0;
  await using proxy = await startTcpProxy(() => {
    connections += 1;
    return port;
  });
  open(true, 500, proxy.through(server.url));
  const slow = database.callAs(anyone(), "test_sleep", []).catch((error: unknown) => error);
  await expect.poll(waiting).toBe(1);
  const before = connections;
  port = await freePort();
  proxy.blackHole();
  expect(await slow).toSatisfy(isUnavailable);
  // An answer to that which nobody waits for would fail this file.
  await expect.poll(() => connections).toBeGreaterThan(before);
});
