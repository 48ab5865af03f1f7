/**
 * A TCP proxy in front of an edge, as bad as the ones between a writer and a platform: it buffers,
 * delays and splits what the edge answers, and ends every connection at some random point: by a
 * reset, in the middle of a block, or by half-closing one of its directions.
 */
import { once } from "node:events";
import { type Socket, connect, createServer } from "node:net";
import type { Random } from "../../chaos/random.ts";

export interface RoughProxy extends AsyncDisposable {
  readonly url: string;
  /** Connections that it ended so far. */
  readonly cuts: number;
  /** From now on it ends no connection any more; it goes on buffering and delaying. */
  calm(): void;
}

type End = "reset" | "end-of-answer" | "half-close-to-server";
type Carriage = "at-once" | "buffered" | "delayed" | "split";

const ENDS: readonly End[] = ["reset", "end-of-answer", "half-close-to-server"];
const CARRIAGES: readonly Carriage[] = ["at-once", "buffered", "delayed", "split"];

/** @param target where the edge listens */
export async function startRoughProxy(target: string, random: Random): Promise<RoughProxy> {
  const { hostname, port } = new URL(target);
  const sockets = new Set<Socket>();
  let cuts = 0;
  let isCalm = false;

  const server = createServer({ noDelay: true, allowHalfOpen: true }, (client) => {
    const upstream = connect({
      port: Number(port),
      host: hostname,
      noDelay: true,
      allowHalfOpen: true,
    });
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on("error", () => {});
      socket.on("close", () => {
        sockets.delete(socket);
        client.destroy();
        upstream.destroy();
      });
    }
    client.pipe(upstream);
    const end = random.pick(ENDS);
    let bytesLeft = random.between(1, 12_000);
    let isCut = false;
    const cut = () => {
      if (isCut || isCalm || client.destroyed) return;
      isCut = true;
      cuts += 1;
      if (end === "half-close-to-server") {
        client.unpipe(upstream);
        upstream.end();
      } else if (end === "end-of-answer") client.end();
      else client.resetAndDestroy();
    };
    const timer = setTimeout(cut, random.between(5, 250));
    client.once("close", () => clearTimeout(timer));
    const write = carrier(client, random);
    upstream.on("data", (chunk) => {
      const taken = isCalm ? chunk : chunk.subarray(0, bytesLeft);
      bytesLeft -= taken.length;
      // What a half-closed connection still answers is carried; nothing follows a cut answer.
      if (isCut && end !== "half-close-to-server") return;
      write(taken);
      if (bytesLeft <= 0) cut();
    });
    upstream.on("end", () => client.end());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no TCP port to be had");
  return {
    url: `http://127.0.0.1:${address.port}`,
    get cuts() {
      return cuts;
    },
    calm() {
      isCalm = true;
    },
    async [Symbol.asyncDispose]() {
      const closed = once(server, "close");
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

/** How bytes reach the client, chosen once a connection; always in order. */
function carrier(client: Socket, random: Random): (chunk: Buffer) => void {
  const how = random.pick(CARRIAGES);
  let waiting: Buffer[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const write = (chunk: Buffer) => {
    if (!client.destroyed && !client.writableEnded) client.write(chunk);
  };
  const flush = () => {
    timer = undefined;
    const bytes = Buffer.concat(waiting);
    waiting = [];
    if (how !== "split" || bytes.length < 2) return write(bytes);
    const at = random.between(1, bytes.length - 1);
    write(bytes.subarray(0, at));
    waiting = [bytes.subarray(at)];
    timer = setTimeout(flush, 1);
  };
  return (chunk) => {
    if (how === "at-once") return write(chunk);
    waiting.push(chunk);
    timer ??= setTimeout(flush, how === "buffered" ? 60 : random.between(1, 20));
  };
}
