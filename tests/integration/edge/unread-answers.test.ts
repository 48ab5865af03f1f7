/** Connections that ask for much and read nothing: cut, and nobody else's requests suffer. */
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { StartedEdge } from "../../../edge/start-edge.ts";
import { API_BASE } from "#shared/http/http.ts";
import { largestOutline } from "../../chaos/abuse/contents.ts";
import { createDatabase, type TestDatabase } from "../../provision/postgres.ts";
import { ApiClient } from "./client.ts";
import { startTestEdge } from "./test-edge.ts";

let database: TestDatabase;
let edge: StartedEdge;
let client: ApiClient;
let session: string;

beforeAll(async () => {
  database = await createDatabase();
  edge = await startTestEdge(database.url, {}, { stallMs: 500 });
  client = new ApiClient(edge.url);
  session = await client.createSession();
  for (let n = 0; n < 30; n += 1) {
    const content = largestOutline(n);
    const saved = await client.command(session, "SAVE_CANDIDATE", {
      stage: "PLOT_OUTLINE",
      content,
    });
    expect(saved.status).toBe(200);
  }
});
afterAll(async () => {
  await edge.stop();
  await database.drop();
});

function askAndReadNothing(url: string): Socket {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.on("error", () => {});
  socket.pause();
  socket.write(
    [
      `GET ${API_BASE}/sessions/${session}/events?limit=500 HTTP/1.1`,
      `Host: ${hostname}:${port}`,
      `Cookie: ${client.cookie ?? ""}`,
      "Connection: close",
      "",
      "",
    ].join("\r\n"),
  );
  return socket;
}

test("an answer that is read arrives whole, by its length", async () => {
  const path = `/sessions/${session}/events?limit=500`;
  // As it is, and not compressed: so its length is its text's.
  const answer = await client.send("GET", path, { headers: { "accept-encoding": "identity" } });
  expect(answer.status).toBe(200);
  expect(Buffer.byteLength(answer.text)).toBeGreaterThan(1_000_000);
  expect(answer.headers.get("content-length")).toBe(String(Buffer.byteLength(answer.text)));
  expect((await client.get(path)).text).toBe(answer.text);
  const head = await client.send("HEAD", path);
  expect([head.status, head.text]).toEqual([200, ""]);
});

test("forty connections that read nothing are cut, and another writer is answered meanwhile", async () => {
  const sockets = Array.from({ length: 40 }, () => askAndReadNothing(edge.url));
  const other = new ApiClient(edge.url);
  const own = await other.createSession();
  expect((await other.get(`/sessions/${own}/state`)).status).toBe(200);
  // What the kernel took lies in its buffers: a cut shows once that was read.
  await expect
    .poll(async () => (await client.get(`/sessions/${session}/events?limit=500`)).status)
    .toBe(200);
  const received = sockets.map(async (socket) => {
    let bytes = 0;
    socket.on("data", (chunk: Buffer) => {
      bytes += chunk.byteLength;
    });
    const closed = once(socket, "close");
    socket.resume();
    await closed;
    return bytes;
  });
  await Promise.all(received);
  for (const socket of sockets) socket.destroy();
});

test("an account has few answers open at a time: one more is 429 until one of them is read or left", async () => {
  // Half a minute passes until it cuts one.
  const patient = await startTestEdge(database.url);
  const asking = new ApiClient(patient.url, client.cookie);
  const more = async () => (await asking.get(`/sessions/${session}/events?limit=500`)).status;
  const sockets: Socket[] = [];
  // The system itself takes some answers whole that nobody reads, as many as it has room for: so many
  // ask before each try that the rest must wait, longer than it waits.
  const beside = async () => {
    sockets.push(...Array.from({ length: 40 }, () => askAndReadNothing(patient.url)));
    return await more();
  };
  try {
    await expect.poll(beside).toBe(429);
  } finally {
    for (const socket of sockets) socket.destroy();
  }
  await expect.poll(more, { timeout: 25_000 }).toBe(200);
  await patient.stop();
});
