/** The process of readers: sockets that follow streams and note when each event arrived. */
import { type Socket, connect } from "node:net";
import { z } from "zod";
import { answerMessages } from "../../tests/provision/asked-process.ts";
import { type Arrival, type ReaderAnswer, nowMs } from "./reader-messages.ts";

const open = z.object({
  kind: z.literal("open"),
  port: z.int(),
  cookie: z.string(),
  paths: z.array(z.string()),
  count: z.int(),
  isSlow: z.boolean(),
});
const command = z.discriminatedUnion("kind", [
  open,
  z.object({ kind: z.literal("storm"), withinMs: z.number() }),
  z.object({ kind: z.literal("collect") }),
  z.object({ kind: z.literal("close") }),
]);

interface Reader {
  readonly port: number;
  readonly cookie: string;
  readonly path: string;
  readonly isSlow: boolean;
  socket: Socket | null;
  lastId: string | null;
}

const readers = new Set<Reader>();
let arrivals: Arrival[] = [];
/** So many connections are being opened at a time: a listen queue is finite. */
const OPENING = 200;

/** Resolves with the stream's first bytes. */
function follow(reader: Reader): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(reader.port, "127.0.0.1");
    reader.socket = socket;
    socket.setNoDelay(true);
    const resume = reader.lastId === null ? "" : `Last-Event-ID: ${reader.lastId}\r\n`;
    socket.write(
      `GET ${reader.path} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: ${reader.cookie}\r\n${resume}\r\n`,
    );
    let rest = "";
    socket.on("data", (chunk) => {
      const atMs = nowMs();
      const text = rest + chunk.toString("latin1");
      if (text.startsWith("HTTP/1.1 ") && !text.startsWith("HTTP/1.1 200")) {
        reject(new Error(text));
      }
      const stands = text.includes("\n\n");
      if (stands) resolve();
      if (reader.isSlow) {
        rest = stands ? "\n\n" : text;
        socket.pause();
        return void setTimeout(() => socket.resume(), 1_000);
      }
      let end = 0;
      for (const found of text.matchAll(/^id: (\d+)\n/gm)) {
        end = found.index + found[0].length;
        reader.lastId = found[1] ?? null;
        arrivals.push([reader.path, Number(found[1]), atMs]);
      }
      // An id that a chunk cut in two.
      rest = text.slice(Math.max(end, text.length - 120));
    });
    socket.on("error", reject);
    socket.on("close", () => reject(new Error("closed before it stood")));
  });
}

async function openAll(given: z.infer<typeof open>): Promise<void> {
  let next = 0;
  const work = async () => {
    while (next < given.count) {
      const path = given.paths[next++ % given.paths.length] ?? "";
      const { port, cookie, isSlow } = given;
      const reader: Reader = { port, cookie, path, isSlow, lastId: null, socket: null };
      readers.add(reader);
      await follow(reader);
    }
  };
  await Promise.all(Array.from({ length: OPENING }, work));
}

/** @returns how long each took from connecting to the stream's first bytes */
async function storm(withinMs: number): Promise<number[]> {
  for (const { socket } of readers) socket?.destroy();
  return Promise.all(
    [...readers].map(async (reader) => {
      await new Promise((resolve) => setTimeout(resolve, Math.random() * withinMs));
      const startedAt = performance.now();
      await follow(reader);
      return performance.now() - startedAt;
    }),
  );
}

async function obey(given: z.infer<typeof command>): Promise<ReaderAnswer> {
  const taken = () => {
    const all = arrivals;
    arrivals = [];
    return all;
  };
  switch (given.kind) {
    case "open":
      await openAll(given);
      return { kind: "opened" };
    case "storm": {
      const connectedMs = await storm(given.withinMs);
      return { kind: "stormed", connectedMs };
    }
    case "collect":
      return { kind: "collected", arrivals: taken() };
    case "close":
      for (const { socket } of readers) socket?.destroy();
      readers.clear();
      return { kind: "closed" };
  }
}

answerMessages((message) => obey(command.parse(message)));
