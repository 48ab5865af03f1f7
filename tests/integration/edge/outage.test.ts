/**
 * The database goes away under load and comes back: each request gets an answer of the contract, and
 * each command retried with its key takes effect once. Nobody restarts the edge.
 *
 * GENESIS_OUTAGE_SECONDS: how long it is away, 4 by default.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { StartedEdge } from "../../../edge/start-edge.ts";
import { type PostgresServer, startPostgresServer } from "../../provision/postgres-server.ts";
import { startTcpProxy } from "../../provision/tcp-proxy.ts";
import { ApiClient, problemOf } from "./client.ts";
import { startTestEdge } from "./test-edge.ts";
import { type FaultReport, WritersUnderFault } from "./writers-under-fault.ts";

const OUTAGE_SECONDS = Number(process.env["GENESIS_OUTAGE_SECONDS"] ?? "4");
const WRITERS = 8;

let directory: string;
let server: PostgresServer;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "genesis-outage-"));
  server = await startPostgresServer(directory);
});
afterAll(async () => {
  await server.stop();
  await rm(directory, { recursive: true, force: true });
});

const connect = () => postgres(server.url, { max: 1, onnotice: () => {}, backoff: false });

/** Runs the writers over a fault, and looks in the tables afterwards. */
async function underLoad(
  edge: StartedEdge,
  fault: (writers: WritersUnderFault) => Promise<void>,
): Promise<FaultReport> {
  const writers = new WritersUnderFault(edge.url);
  await writers.start(WRITERS);
  await expect.poll(() => writers.presses).toBeGreaterThan(WRITERS * 2);
  await fault(writers);
  const before = writers.presses;
  await expect.poll(() => writers.presses).toBeGreaterThan(before + WRITERS * 2);
  const report = await writers.stop();
  const owner = connect();
  const misdeeds = await writers.misdeeds(owner);
  await owner.end();
  expect(report.violations).toEqual([]);
  expect(misdeeds).toEqual([]);
  process.stdout.write(`${expect.getState().currentTestName ?? ""}: ${JSON.stringify(report)}\n`);
  return report;
}

test(
  `a database that is away for ${OUTAGE_SECONDS} s costs waiting, and no press is lost or doubled`,
  async () => {
    const edge = await startTestEdge(server.url);
    const { unavailable } = await underLoad(edge, async () => {
      await server.stopImmediately();
      await delay(OUTAGE_SECONDS * 1_000);
      await server.start();
    });
    expect(unavailable).toBeGreaterThan(WRITERS);
    await edge.stop();
  },
  (OUTAGE_SECONDS + 90) * 1_000,
);

describe("connections that are cut one by one", () => {
  test("by the database cost no press", async () => {
    const edge = await startTestEdge(server.url);
    await underLoad(edge, async () => {
      const owner = connect();
      for (let cuts = 0; cuts < 60; ) {
        const killed = await owner`
          select pg_terminate_backend(pid) from pg_stat_activity
          where application_name like 'genesis-edge%' order by random() limit 1`;
        cuts += killed.length;
        await delay(20);
      }
      await owner.end();
    });
    await edge.stop();
  });

  test("by the network, in the middle of a message, cost no press", async () => {
    await using proxy = await startTcpProxy(() => server.port);
    const edge = await startTestEdge(proxy.through(server.url));
    const { unavailable } = await underLoad(edge, async () => {
      for (let cuts = 0; cuts < 40; cuts += 1) {
        // A request that is torn, or an answer that is lost after it was committed.
        const from = cuts % 2 === 0 ? "client" : "server";
        proxy.cutAfter(1 + Math.floor(Math.random() * 3_000), from);
        await delay(40);
      }
    });
    expect(unavailable).toBeGreaterThan(0);
    await edge.stop();
  });
});

describe("a pool that is exhausted", () => {
  test("by waits for one session's lock gives 503 to those, and serves the others when it can", async () => {
    const edge = await startTestEdge(server.url);
    const client = new ApiClient(edge.url);
    const locked = await client.createSession();
    const owner = connect();
    const answers = await owner.begin(async (sql) => {
      await sql`select from genesis_sessions where session_id = ${locked} for update`;
      return Promise.all(
        Array.from({ length: 60 }, () => client.command(locked, "REQUEST_INSPIRATION")),
      );
    });
    for (const answer of answers) {
      expect(problemOf(answer)).toEqual({ status: 503, code: "UNAVAILABLE" });
      expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
    }
    expect((await client.command(locked, "REQUEST_INSPIRATION")).status).toBe(202);
    await owner.end();
    await edge.stop();
  });

  test("because the database takes no more connections costs waiting, and no press", async () => {
    const edge = await startTestEdge(server.url);
    const owner = connect();
    const setLimit = (limit: number) =>
      owner.unsafe(`alter database genesis connection limit ${limit}`);
    const { unavailable } = await underLoad(edge, async (writers) => {
      await setLimit(1);
      await owner`select pg_terminate_backend(pid) from pg_stat_activity
        where application_name like 'genesis-edge%'`;
      const before = writers.unavailable;
      await expect.poll(() => writers.unavailable).toBeGreaterThan(before + 20);
      await setLimit(-1);
    });
    expect(unavailable).toBeGreaterThan(20);
    await owner.end();
    await edge.stop();
  });
});
