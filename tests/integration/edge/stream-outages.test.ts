/** Streams while what is behind them fails: NOTIFY switched off, PostgreSQL stopped in its tracks. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { edgeRuntime, startEdge, type EdgeProcess } from "../../provision/edge.ts";
import { type PostgresServer, startPostgresServer } from "../../provision/postgres-server.ts";
import { ApiClient, fields } from "./client.ts";
import { conceptContent } from "./contents.ts";
import { EventStream } from "./event-stream.ts";

let directory: string;
let server: PostgresServer;
let edge: EdgeProcess;
let client: ApiClient;
const open: EventStream[] = [];

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), "genesis-outages-"));
  server = await startPostgresServer(directory);
  edge = await startEdge(edgeRuntime, { env: { DATABASE_URL: server.url } });
  client = new ApiClient(edge.url);
});
afterAll(async () => {
  await Promise.all(open.map((stream) => stream.close()));
  await edge.stop();
  await server.stop();
  rmSync(directory, { recursive: true, force: true });
});

async function follow(session: string): Promise<EventStream> {
  const path = `${edge.url}/api/v1/genesis/sessions/${session}/events/stream`;
  const stream = await EventStream.open(path, { cookie: client.cookie ?? "" });
  open.push(stream);
  await expect.poll(() => stream.blocks.length).toBe(2);
  return stream;
}

const save = (session: string) =>
  client.command(session, "SAVE_CANDIDATE", {
    stage: "CONCEPT_SELECTION",
    content: conceptContent("a"),
  });

const range = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, n) => from + n);

test(`with NOTIFY switched off readers are right by the poll (on ${edgeRuntime})`, async () => {
  const session = await client.createSession();
  const [first, second] = [await follow(session), await follow(session)];
  const owner = postgres(server.url, { max: 1, onnotice: () => {} });
  const [wake] = await owner<{ source: string }[]>`
    select pg_get_functiondef('genesis.wake(text, text)'::regprocedure) as source`;
  await owner`
    create or replace function genesis.wake(p_channel text, p_about text default '')
      returns void language sql as ''`;
  try {
    for (let n = 0; n < 5; n += 1) expect((await save(session)).status).toBe(200);
    // The interval is 2 s; how busy the machine is comes on top.
    for (const stream of [first, second]) {
      await expect.poll(() => stream.versions).toEqual(range(2, 6));
    }
  } finally {
    await owner.unsafe(wake?.source ?? "");
    await owner.end();
  }
});

test(`PostgreSQL restarts: readers stay connected and go on (on ${edgeRuntime})`, async () => {
  const session = await client.createSession();
  const streams = await Promise.all(range(1, 20).map(() => follow(session)));
  expect((await save(session)).status).toBe(200);
  await server.stopImmediately();
  expect((await save(session)).status).toBe(503);
  await server.start();
  const saved = async () => (await save(session)).status;
  await expect.poll(saved, { interval: 250 }).toBe(200);
  expect(await saved()).toBe(200);
  const state = fields(await client.get(`/sessions/${session}/state`));
  for (const stream of streams) {
    await expect.poll(() => stream.versions.at(-1)).toBe(state["version"]);
    expect(stream.versions).toEqual(range(2, Number(state["version"])));
    expect(stream.isEnded).toBe(false);
  }
});
