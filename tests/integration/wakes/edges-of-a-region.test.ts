/** Edges that follow a region's wakes, by each broker, on Node and Deno, configured by WAKE_URL alone. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres, { type Sql } from "postgres";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { repositoryRoot } from "../../../local/repository-root.ts";
import { type EdgeProcess, startEdge } from "../../provision/edge.ts";
import { createDatabase, type TestDatabase } from "../../provision/postgres.ts";
import { type RoleProcess, roleProcess } from "../../provision/role-processes.ts";
import { ApiClient, fields } from "../edge/client.ts";
import { conceptContent } from "../edge/contents.ts";
import { EventStream } from "../edge/event-stream.ts";
import { BROKERS, type CuttableBroker, startBroker } from "./brokers.ts";

const EDGES = [
  ["node", "redis"],
  ["deno", "redis"],
  ["deno", "nats"],
  ["deno", "upstash"],
] as const;
const WAIT = { interval: 50 } as const;

let database: TestDatabase;
let sql: Sql;
let brokers: Map<string, CuttableBroker>;
let feeders: RoleProcess[];
let edges: EdgeProcess[];
const logs = mkdtempSync(join(tmpdir(), "genesis-wakes-"));
const applySql = (...path: string[]) =>
  sql.unsafe(readFileSync(join(repositoryRoot, ...path), "utf8"));

beforeAll(async () => {
  database = await createDatabase();
  sql = postgres(database.url, { max: 1, onnotice: () => undefined });
  const kinds = await Promise.all(
    BROKERS.map(async (kind) => [kind, await startBroker(kind)] as const),
  );
  brokers = new Map(kinds);
  const env = { DATABASE_URL: database.url };
  feeders = await Promise.all(
    kinds.map(([kind, { url }]) =>
      roleProcess({
        // A relay feeds as well as the role of its own does; a broker of Kafka's it waits for.
        role: kind === "redis" ? "relay" : "wakes",
        name: `wakes-${kind}`,
        env: { ...env, WAKE_URL: url, KAFKA_BROKERS: "127.0.0.1:1" },
        directory: logs,
      }),
    ),
  );
  edges = await Promise.all(
    EDGES.map(([runtime, kind]) =>
      startEdge(runtime, { env: { ...env, WAKE_URL: brokers.get(kind)?.url } }),
    ),
  );
  await Promise.all(feeders.map((feeder) => feeder.start()));
});
afterAll(async () => {
  await Promise.all(edges.map((edge) => edge.stop()));
  await Promise.all(feeders.map((feeder) => feeder.terminate()));
  await Promise.all([...brokers.values()].map((broker) => broker[Symbol.asyncDispose]()));
  await sql.end();
  await database.drop();
  rmSync(logs, { recursive: true, force: true });
});

async function wakesPart(url: string): Promise<unknown> {
  const parts = fields(await new ApiClient(url).get("/api/health/ready"))["parts"];
  return typeof parts === "object" && parts !== null && "wakes" in parts ? parts.wakes : undefined;
}

const allHear = () =>
  vi.waitFor(async () => {
    const tellOfWakes = feeders.filter(({ name }) => name !== "wakes-redis");
    for (const { url } of [...edges, ...tellOfWakes]) {
      expect(await wakesPart(url)).toMatchObject({ status: "ok", problem: null });
    }
  }, WAIT);

it("what happens at one edge is read at every other by its region's wakes, with no LISTEN of its own", async () => {
  await allHear();
  await applySql("tests", "integration", "wakes", "nothing-recent.sql");
  const writer = new ApiClient(edges[0]?.url ?? "");
  const session = await writer.createSession();
  const streams = await Promise.all(
    edges.map(({ url }) =>
      EventStream.open(`${url}/api/v1/genesis/sessions/${session}/events/stream`, {
        cookie: writer.cookie ?? "",
        "last-event-id": "0",
      }),
    ),
  );
  try {
    await vi.waitFor(() => {
      for (const { versions } of streams) expect(versions).toEqual([1]);
    }, WAIT);
    for (const round of [2, 3]) {
      const content = conceptContent("a");
      const saved = { stage: "CONCEPT_SELECTION", content };
      expect((await writer.command(session, "SAVE_CANDIDATE", saved)).status).toBe(200);
      await vi.waitFor(() => {
        for (const { versions } of streams) expect(versions.length).toBeGreaterThanOrEqual(round);
      }, WAIT);
    }
    const listeners = await sql<{ count: number }[]>`
      select count(*)::int as count from pg_stat_activity
      where datname = current_database() and application_name = 'genesis-edge-listen'`;
    expect(listeners[0]?.count).toBe(0);
  } finally {
    await Promise.all(streams.map((stream) => stream.close()));
    await applySql("sql", "functions", "events", "recent_work.sql");
    // What migrate makes of an entry function, and a replacement of it loses.
    await sql`alter function genesis.recent_work(bigint) security definer set search_path = public, pg_temp`;
  }
});

it("an edge whose broker is away says so, serves, and reads what happens by its poll", async () => {
  for (const { proxy } of brokers.values()) proxy.refuse();
  await vi.waitFor(async () => {
    for (const { url } of edges) {
      expect(await wakesPart(url)).toMatchObject({ status: "degraded", problem: "WAKES_SILENT" });
    }
  }, WAIT);
  const writer = new ApiClient(edges[1]?.url ?? "");
  const session = await writer.createSession();
  const stream = await EventStream.open(
    `${edges[0]?.url}/api/v1/genesis/sessions/${session}/events/stream`,
    { cookie: writer.cookie ?? "", "last-event-id": "0" },
  );
  try {
    const content = conceptContent("a");
    await writer.command(session, "SAVE_CANDIDATE", { stage: "CONCEPT_SELECTION", content });
    await vi.waitFor(() => expect(stream.versions.length).toBeGreaterThanOrEqual(2), WAIT);
  } finally {
    await stream.close();
    for (const { proxy } of brokers.values()) proxy.accept();
  }
  await allHear();
});
