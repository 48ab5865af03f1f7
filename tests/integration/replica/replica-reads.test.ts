/**
 * Edges that read from a replica (DATABASE_READ_URL): a real streaming standby, paused, cut and brought
 * back, with a primary that may be away as well.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres, { type Sql } from "postgres";
import { afterAll, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { REPLICA_FUNCTIONS } from "../../../edge/database/replica-reads.ts";
import type { StartedEdge } from "../../../edge/start-edge.ts";
import {
  type ReplicatedPostgres,
  startReplicatedPostgres,
} from "../../provision/replicated-postgres.ts";
import { startTcpProxy, type TcpProxy } from "../../provision/tcp-proxy.ts";
import { type Answer, ApiClient, fields } from "../edge/client.ts";
import { conceptContent } from "../edge/contents.ts";
import { EventStream } from "../edge/event-stream.ts";
import { startTestEdge } from "../edge/test-edge.ts";

const WAIT = { interval: 20 } as const;

const directory = mkdtempSync(join(tmpdir(), "genesis-replica-"));
let servers: ReplicatedPostgres;
let standby: Sql;
let toPrimary: TcpProxy;
let toStandby: TcpProxy;
/** Two that read from the replica. */
let edges: StartedEdge[];
let writer: ApiClient;
let session: string;

beforeAll(async () => {
  servers = await startReplicatedPostgres(directory);
  const [replica = servers.primary] = servers.standbys;
  standby = postgres(replica.adminUrl, { max: 1, onnotice: () => undefined });
  const proxyTo = (url: string) => startTcpProxy(() => Number(new URL(url).port));
  toPrimary = await proxyTo(servers.primary.url);
  toStandby = await proxyTo(replica.url);
  const databaseReadUrl = toStandby.through(replica.url);
  edges = await Promise.all(
    [1, 2].map(() => startTestEdge(toPrimary.through(servers.primary.url), { databaseReadUrl })),
  );
  writer = new ApiClient(edge(0));
  session = await writer.createSession();
});
afterAll(async () => {
  await Promise.all(edges.map((each) => each.stop()));
  await Promise.all([toPrimary.stop(), toStandby.stop(), standby.end()]);
  await servers[Symbol.asyncDispose]();
  rmSync(directory, { recursive: true, force: true });
});
beforeEach(async () => {
  await resume();
  await vi.waitFor(async () => expect(await replicaPart()).toMatchObject({ status: "ok" }), WAIT);
});

const edge = (n: number) => edges[n]?.url ?? "";
const pauseReplay = () => standby`select pg_wal_replay_pause()`;
const resume = () => standby`select pg_wal_replay_resume()`;

async function replicaPart(n = 0): Promise<unknown> {
  const parts = fields(await new ApiClient(edge(n)).get("/api/health/ready"))["parts"];
  return typeof parts === "object" && parts !== null && "replica" in parts
    ? parts.replica
    : undefined;
}

async function readsFrom(server: "replica" | "primary", n = 0): Promise<number> {
  const text = await (await fetch(`${edge(n)}/metrics`)).text();
  return Number(
    new RegExp(`genesis_reads_total\\{server="${server}"\\} (\\d+)`).exec(text)?.[1] ?? 0,
  );
}

/** The same browser at another edge. */
const at = (n: number) => new ApiClient(edge(n), writer.cookie);

async function saveCandidate(candidate: object, through = writer): Promise<Answer> {
  const saved = { stage: "CONCEPT_SELECTION", ...candidate };
  const answer = await through.command(session, "SAVE_CANDIDATE", saved);
  expect(answer.status).toBe(200);
  return answer;
}

/** @returns its version */
const save = async (through = writer) =>
  Number(fields(await saveCandidate({ content: conceptContent("a") }, through))["version"]);

const versionOf = async (reader: ApiClient) =>
  Number(fields(await reader.get(`/sessions/${session}/state`))["version"]);

/** Asked again until the replica answers it. */
const untilFromReplica = (read: () => Promise<unknown>, n = 0) =>
  vi.waitFor(async () => {
    const before = await readsFrom("replica", n);
    await read();
    expect(await readsFrom("replica", n)).toBeGreaterThan(before);
  }, WAIT);

it("state, log and novels are read from the replica, and say what the primary says", async () => {
  const made = await saveCandidate({ content: conceptContent("a") });
  await saveCandidate({ content: conceptContent("b"), ...Object(fields(made)["result"]) });
  const field = `/sessions/${session}/provenance?stage=CONCEPT_SELECTION&pointer=/title`;
  const { next } = fields(await writer.get(`${field}&limit=1`));
  expect(next).not.toBeNull();
  const paths = [
    `/sessions/${session}/state`,
    `/sessions/${session}/events?limit=3`,
    `/sessions/${session}/proposals?stage=CONCEPT_SELECTION`,
    `/sessions/${session}/proposals?stage=CONCEPT_SELECTION&limit=1`,
    field,
    `${field}&limit=1`,
    `${field}&before=${encodeURIComponent(String(next))}`,
    "/novels?limit=1",
  ];
  const plain = await startTestEdge(servers.primary.url);
  try {
    for (const path of paths) {
      await untilFromReplica(() => writer.get(path));
      const there = await new ApiClient(plain.url, writer.cookie).get(path);
      const here = await writer.get(path);
      expect([path, here.status, here.text]).toEqual([path, 200, there.text]);
    }
    await untilFromReplica(() => writer.get(`/sessions/${session}/log`));
    // What is another account's is nobody's here either.
    const stranger = new ApiClient(edge(0));
    await stranger.createSession();
    await untilFromReplica(() => stranger.get("/novels"));
    expect((await stranger.get(`/sessions/${session}/state`)).status).toBe(404);
    expect((await stranger.get(`/sessions/${session}/events`)).status).toBe(404);
  } finally {
    await plain.stop();
  }
});

it("a function is asked with all of its arguments, on the replica too", async () => {
  const owner = postgres(servers.primary.url, { max: 1, onnotice: () => undefined });
  const rows = await owner<{ name: string; source: string; arguments: number }[]>`
    select proname as name, prosrc as source, pronargs as arguments from pg_proc
    where pronamespace = 'genesis'::regnamespace
      and proname = any(${["read_at", ...Object.keys(REPLICA_FUNCTIONS)]})`;
  await owner.end();
  const source = rows.find(({ name }) => name === "read_at")?.source ?? "";
  const asked = [...source.matchAll(/answer := genesis\.(\w+)\(([^)]*)\)/g)].map(
    ([, name, given]) => ({
      name,
      arguments: given?.split(",").length,
    }),
  );
  const declared = rows
    .filter(({ name }) => name !== "read_at")
    .map(({ name, arguments: count }) => ({ name, arguments: count }));
  expect(asked).toHaveLength(Object.keys(REPLICA_FUNCTIONS).length);
  expect(new Set(asked)).toEqual(new Set(declared));
});

it("whoever wrote sees it at once, at either edge, however far behind the replica is", async () => {
  await untilFromReplica(() => versionOf(writer));
  await pauseReplay();
  const written = await save();
  expect(await versionOf(writer)).toBe(written);
  expect(await versionOf(at(1))).toBe(written);
  const log = fields(await at(1).get(`/sessions/${session}/events?after=${written - 1}`));
  expect(log["events"]).toHaveLength(1);
  const before = await readsFrom("primary");
  expect(await versionOf(writer)).toBe(written);
  expect(await readsFrom("primary")).toBeGreaterThan(before);
  await resume();
  await untilFromReplica(() => versionOf(writer));
});

it("what a stream has shown is in the state that is read after it", async () => {
  const reader = at(1);
  await untilFromReplica(() => versionOf(reader), 1);
  await pauseReplay();
  const stream = await EventStream.open(
    `${edge(1)}/api/v1/genesis/sessions/${session}/events/stream`,
    {
      cookie: reader.cookie ?? "",
    },
  );
  try {
    const written = await save();
    await vi.waitFor(() => expect(stream.versions).toContain(written), WAIT);
    expect(await versionOf(reader)).toBeGreaterThanOrEqual(written);
  } finally {
    await stream.close();
  }
});

it("a reader that goes from edge to edge never goes back, while the replica stops and goes on", async () => {
  let seen = 0;
  const other = new ApiClient(edge(0), writer.cookie);
  for (let round = 0; round < 12; round += 1) {
    if (round % 3 === 0) await pauseReplay();
    if (round % 3 === 2) await resume();
    await save(other);
    const readers = [0, 1, 1, 0].map((n) => ({ n, url: edge(n) }));
    for (const { url } of readers) {
      const reader = new ApiClient(url, writer.cookie);
      const version = await versionOf(reader);
      expect(version).toBeGreaterThanOrEqual(seen);
      seen = version;
      writer.cookie = reader.cookie;
    }
  }
});

it("a session in which something is generated is read from the primary, with its text so far", async () => {
  const busy = await writer.createSession();
  const asked = await writer.command(busy, "SUBMIT_IDEA", { idea: "A lighthouse that walks." });
  expect(asked.status).toBe(202);
  for (let n = 0; n < 3; n += 1) {
    const state = fields(await writer.get(`/sessions/${busy}/state`));
    expect(state).toMatchObject({ is_pending: true, pending_commands: [{ partial: [] }] });
  }
  // It was no fault of the replica.
  expect(await replicaPart()).toMatchObject({ status: "ok" });
});

it("without the replica everything is read from the primary, health says so, and it is read again once it is back", async () => {
  const written = await save();
  toStandby.refuse();
  expect(await versionOf(writer)).toBe(written);
  await vi.waitFor(async () => {
    expect(await replicaPart()).toMatchObject({ status: "degraded", problem: "REPLICA_AWAY" });
  }, WAIT);
  expect(await versionOf(writer)).toBe(written);
  toStandby.accept();
  await untilFromReplica(() => versionOf(writer));
  // Nobody is told that these connections carry nothing any more.
  toStandby.blackHole();
  expect(await versionOf(writer)).toBe(written);
  await untilFromReplica(() => versionOf(writer));
});

it("a replica that is far behind is not read, by whoever asks", async () => {
  await pauseReplay();
  await save();
  await vi.waitFor(async () => {
    expect(await replicaPart()).toMatchObject({ status: "degraded", problem: "REPLICA_AWAY" });
  }, WAIT);
});

it("while the primary is away what was seen is read from the replica", async () => {
  const written = await save();
  await untilFromReplica(() => versionOf(writer));
  toPrimary.refuse();
  try {
    expect(await versionOf(writer)).toBe(written);
    expect((await writer.get("/novels")).status).toBe(200);
  } finally {
    toPrimary.accept();
  }
  await vi.waitFor(async () => expect(await save()).toBeGreaterThan(written), WAIT);
});

it("an edge whose own database is a standby reads on, and answers 503 to what it cannot do there", async () => {
  await save();
  const left = await startTestEdge(servers.standbys[0]?.url ?? "");
  try {
    const asked = new ApiClient(left.url, writer.cookie);
    const told = [
      await asked.command(session, "REQUEST_INSPIRATION"),
      await asked.post("/sessions", { language: "en" }),
    ].map((answer) => [answer.status, fields(answer)["code"]]);
    for (const one of told) expect(one).toEqual([503, "UNAVAILABLE"]);
    const of = `/sessions/${session}`;
    for (const path of [`${of}/state`, `${of}/events`, "/novels", "/sessions"]) {
      expect([path, (await asked.get(path)).status]).toEqual([path, 200]);
    }
    const { parts } = JSON.parse((await asked.get("/api/health/ready")).text);
    expect(parts.database.problem).toBe("READ_ONLY");
  } finally {
    await left.stop();
  }
});
