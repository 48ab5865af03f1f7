/**
 * The peer: the stream as it is commonly built. The payload travels in NOTIFY, one LISTEN a process
 * hands it to the streams of its topic, and each is Hono's streamSSE. Without resuming, accounts,
 * bounds or catching up, all of which the edge has.
 */
import { EventEmitter, once } from "node:events";
import { createAdaptorServer } from "@hono/node-server";
import { Hono } from "hono";
import { streamSSE } from "hono/streaming";
import postgres from "postgres";

const sql = postgres(process.env["DATABASE_URL"] ?? "", { max: 1, onnotice: () => {} });
const topics = new EventEmitter().setMaxListeners(0);
await sql.listen("bench_peer", (payload) => {
  const [topic = "", version = "", data = ""] = payload.split(" ", 3);
  topics.emit(topic, version, data);
});

const app = new Hono();
app.get("/:topic", (c) =>
  streamSSE(c, async (stream) => {
    const topic = c.req.param("topic");
    const send = (id: string, data: string) => void stream.writeSSE({ id, event: "saved", data });
    topics.on(topic, send);
    stream.onAbort(() => void topics.off(topic, send));
    await stream.write("retry: 1000\n\n");
    await once(c.req.raw.signal, "abort");
  }),
);
const server = createAdaptorServer({ fetch: app.fetch });
server.listen(Number(process.env["PORT"]), "127.0.0.1", () => console.log("Peer ready"));
process.once("SIGTERM", () => process.exit(0));
