import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { cp } from "node:fs/promises";
import { chownSync, existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import postgres from "postgres";
import { afterEach, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { processIdentity } from "../../local/lock/process-identity.mjs";
import { findPostgresBinaries } from "../../local/postgres/binaries.ts";
import { initialiseCluster } from "../../local/postgres/cluster.ts";
import {
  type EmbeddedPostgres,
  startEmbeddedPostgres,
} from "../../local/postgres/embedded-postgres.ts";
import { type ServerUser, findServerUser } from "../../local/postgres/server-user.ts";
import { namelessUser } from "../provision/nameless-user.ts";
import { startProcess } from "../provision/processes.ts";

let directory: string;
const ends: (() => Promise<unknown>)[] = [];
beforeEach(() => {
  // As a writer's own folders are called.
  directory = mkdtempSync(join(tmpdir(), "书房 genesis-postgres-"));
});
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
  rmSync(directory, { recursive: true, force: true });
});

async function start(): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({
    directory,
    logFile: join(directory, "postgres.log"),
    recordFile: join(directory, "postgres.json"),
  });
  ends.push(() => server.stop());
  return server;
}

/** A server whose starter is another process, to be killed. */
async function startElsewhere(user?: ServerUser) {
  const { process: holder, ready } = await startProcess({
    command: process.execPath,
    args: [join(import.meta.dirname, "postgres-holder.ts"), directory],
    env: process.env,
    user,
    readyLine: /^\{.*\}$/m,
    readyWithinMs: 60_000,
  });
  ends.push(() => holder.stop("SIGKILL"));
  const { url, pid } = z.object({ url: z.string(), pid: z.int() }).parse(JSON.parse(ready[0]));
  return { holder, url, pid };
}

async function query<T>(url: string, ask: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    return await ask(sql);
  } finally {
    await sql.end();
  }
}

const write = (url: string) =>
  query(url, async (sql) => {
    await sql`create table kept (word text)`;
    await sql`insert into kept values ('kept')`;
  });
const read = (url: string) => query(url, async (sql) => [...(await sql`select word from kept`)]);

test("what was committed is there after kill -9 of the studio's process", async () => {
  const killed = await startElsewhere();
  await write(killed.url);
  await killed.holder.stop("SIGKILL");
  const server = await start();
  expect(await read(server.url)).toEqual([{ word: "kept" }]);
});

test("a server whose starter was killed ends by itself", async () => {
  const killed = await startElsewhere();
  await killed.holder.stop("SIGKILL");
  await expect.poll(() => processIdentity(killed.pid)).toBeNull();
});

test("what was committed is there after kill -9 of server and studio together", async () => {
  const killed = await startElsewhere();
  await write(killed.url);
  const open = postgres(killed.url, { max: 1 });
  await open`select 1`;
  process.kill(killed.pid, "SIGKILL");
  await killed.holder.stop("SIGKILL");
  const server = await start();
  expect(await read(server.url)).toEqual([{ word: "kept" }]);
  await open.end({ timeout: 0 });
});

test("a server that still runs from the directory is ended, and the new one has its data", async () => {
  const left = await startElsewhere();
  await write(left.url);
  const server = await start();
  expect(processIdentity(left.pid)).toBeNull();
  expect(await read(server.url)).toEqual([{ word: "kept" }]);
});

test("a stale record whose pid belongs to another program now stops nobody and nothing", async () => {
  const first = await start();
  await first.stop();
  const other: ChildProcess = spawn(process.execPath, ["-e", "setInterval(() => {}, 60000)"]);
  await once(other, "spawn");
  ends.push(async () => other.kill("SIGKILL"));
  writeFileSync(join(directory, "postgres", "postmaster.pid"), `${other.pid}\n${directory}\n`);
  await start();
  expect(processIdentity(other.pid ?? 0)).not.toBeNull();
});

test("the port is kept from start to start, and given up where another program has it", async () => {
  const first = await start();
  await first.stop();
  const second = await start();
  expect(second.url).toBe(first.url);
  await second.stop();
  const thief = createServer().listen(Number(new URL(first.url).port), "127.0.0.1");
  await once(thief, "listening");
  ends.push(async () => thief.close());
  const third = await start();
  expect(third.url).not.toBe(first.url);
  await query(third.url, (sql) => sql`select 1`);
});

test("passwords are readable by their owner alone", async () => {
  await start();
  for (const role of ["superuser", "owner", "prefect"]) {
    expect(statSync(join(directory, `postgres.${role}.password`)).mode & 0o777).toBe(0o600);
  }
});

test("a checkout and data below a directory that only its owner may enter are usable, also as root", async () => {
  const native = join(dirname(findPostgresBinaries().initdb), "..");
  await cp(native, join(directory, "native"), { recursive: true, verbatimSymlinks: true });
  const binaries = {
    initdb: join(directory, "native", "bin", "initdb"),
    postgres: join(directory, "native", "bin", "postgres"),
  };
  expect(statSync(directory).mode & 0o077).toBe(0);
  const files = join(directory, "postgres");
  await initialiseCluster({ binaries, user: findServerUser(), files, password: "for this test" });
  expect(existsSync(join(files, "PG_VERSION"))).toBe(true);
});

const nameless = namelessUser();
test.runIf(nameless !== null)(
  "a user who has no name, and may write nothing of the checkout, has a server of his own",
  async () => {
    if (nameless === null) return;
    chownSync(directory, nameless.uid, nameless.gid);
    const { url } = await startElsewhere(nameless);
    await write(url);
    expect(await read(url)).toEqual([{ word: "kept" }]);
    expect(statSync(join(directory, "postgres", "PG_VERSION"))).toMatchObject(nameless);
  },
);

test("commits are flushed to the disk", async () => {
  const server = await start();
  const [row] = await query(server.url, (sql) => sql`show fsync`);
  expect(row?.["fsync"]).toBe("on");
});
