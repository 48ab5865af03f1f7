/** Several edges behind one address, on Node and on Deno: any of them serves any request. */
import { connect, createServer } from "node:net";
import { once } from "node:events";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type EdgeProcess, startEdge } from "../../provision/edge.ts";
import { createDatabase, type TestDatabase } from "../../provision/postgres.ts";
import { ApiClient, fields } from "./client.ts";
import { conceptContent } from "./contents.ts";
import { ReconnectingReader } from "./reconnecting-reader.ts";
import { promisedMs } from "../../provision/patience-ms.ts";

const READERS = 1_000;

let database: TestDatabase;
let edges: EdgeProcess[];
let balancer: Awaited<ReturnType<typeof startBalancer>>;
let client: ApiClient;
let session: string;

beforeAll(async () => {
  database = await createDatabase();
  const env = { DATABASE_URL: database.url };
  edges = await Promise.all([
    startEdge("node", { env }),
    startEdge("deno", { env }),
    startEdge("node", { env }),
  ]);
  balancer = await startBalancer(() => edges.filter(({ pid }) => pid !== 0).map(({ url }) => url));
  client = new ApiClient(balancer.url);
});
afterAll(async () => {
  await balancer.stop();
  await Promise.all(edges.map((edge) => edge.stop()));
  await database.drop();
});

/** Hands one connection after the other to the next of those that run. */
async function startBalancer(targets: () => readonly string[]) {
  let turn = 0;
  const server = createServer({ noDelay: true }, (client) => {
    const running = targets();
    const target = new URL(running[turn++ % running.length] ?? "http://127.0.0.1:1");
    const upstream = connect({ host: target.hostname, port: Number(target.port), noDelay: true });
    for (const [from, to] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      from.pipe(to);
      from.on("error", () => to.destroy()).on("close", () => to.destroy());
    }
  });
  server.listen(0, "127.0.0.1", 2_048);
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no TCP port to be had");
  return {
    url: `http://127.0.0.1:${address.port}`,
    async stop() {
      const closed = once(server, "close");
      server.close();
      await closed;
    },
  };
}

const streamOf = (base: string) => `${base}/api/v1/genesis/sessions/${session}/events/stream`;

function read(url: () => string, after: number): ReconnectingReader {
  const pauseMs = () => Math.random() * 200;
  return new ReconnectingReader({ url, cookie: client.cookie ?? "", after, pauseMs });
}

const save = (through: ApiClient) =>
  through.command(session, "SAVE_CANDIDATE", {
    stage: "CONCEPT_SELECTION",
    content: conceptContent("a"),
  });

async function openStreams(edge: EdgeProcess): Promise<number> {
  const text = await (await fetch(`${edge.url}/metrics`)).text();
  return Number(/^genesis_stream_readers (\d+)$/m.exec(text)?.[1]);
}

test("a session goes through all of them, and what one takes is seen on the streams of the others", async () => {
  session = await client.createSession();
  const readers = edges.map(({ url }) => read(() => streamOf(url), 0));
  for (const edge of [...edges, ...edges]) {
    expect((await save(new ApiClient(edge.url, client.cookie))).status).toBe(200);
    // Each request by another edge, as the balancer has it: the answer is the same.
    const states = await Promise.all(
      edges.map(async ({ url }) => {
        const { version } = fields(
          await new ApiClient(url, client.cookie).get(`/sessions/${session}/state`),
        );
        return version;
      }),
    );
    expect(new Set(states).size).toBe(1);
  }
  const { events } = fields(await client.get(`/sessions/${session}/events`));
  for (const reader of readers) {
    await expect.poll(() => reader.events).toEqual(events);
    reader.close();
  }
});

test.each([
  ["node", "SIGTERM"],
  ["deno", "SIGINT"],
] as const)(
  "an edge on %s with 1,000 streams leaves at %s, and its readers go on elsewhere without a gap",
  async (runtime, signal) => {
    session = await client.createSession();
    await using leaving = await startEdge(runtime, { env: { DATABASE_URL: database.url } });
    let isLeaving = false;
    const url = () => streamOf(isLeaving ? balancer.url : leaving.url);
    const readers = Array.from({ length: READERS }, () => read(url, 0));
    try {
      await expect.poll(() => openStreams(leaving)).toBe(READERS);
      expect((await save(client)).status).toBe(200);
      const startedAt = performance.now();
      isLeaving = true;
      const gone = leaving.stop(signal);
      for (let n = 0; n < 5; n += 1) expect((await save(client)).status).toBe(200);
      expect(await gone).toBe(0);
      expect(performance.now() - startedAt).toBeLessThan(promisedMs(5_000));
      expect((await save(client)).status).toBe(200);
      const { events } = fields(await client.get(`/sessions/${session}/events`));
      const late = () => readers.filter(({ lastEventId }) => lastEventId !== "8").length;
      await expect.poll(late).toBe(0);
      for (const reader of readers) {
        expect(reader.events).toEqual(events);
        expect(reader.faults).toEqual([]);
      }
    } finally {
      for (const reader of readers) reader.close();
    }
    for (const edge of edges) await expect.poll(() => openStreams(edge)).toBe(0);
  },
);
