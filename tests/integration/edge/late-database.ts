/**
 * A way to PostgreSQL whose answers are late, for a random while every other moment. Questions get
 * through at once: what is answered late was true when it was asked, and may be old when it comes.
 */
import { once } from "node:events";
import { type Socket, connect, createServer } from "node:net";
import type { Random } from "../../chaos/random.ts";

export interface LateDatabase extends AsyncDisposable {
  /** The same URL, by this way. */
  readonly url: string;
  /** From now on answers are held back by turns. */
  start(): void;
  /** Answers come at once again. */
  stop(): void;
}

export interface Lateness {
  readonly url: string;
  /** The longest that answers are held back. */
  readonly mostMs: number;
  readonly random: Random;
}

export async function lateDatabase({ url, mostMs, random }: Lateness): Promise<LateDatabase> {
  const { hostname, port } = new URL(url);
  const lines = new Map<Socket, Socket>();
  const held = new Map<Socket, Buffer[]>();
  let isHolding = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const turn = () => {
    isHolding = !isHolding;
    if (!isHolding) {
      for (const [client, chunks] of held)
        if (!client.destroyed) client.write(Buffer.concat(chunks));
      held.clear();
    }
    timer = setTimeout(turn, random.between(1, isHolding ? mostMs : 30));
  };
  const stop = () => {
    clearTimeout(timer);
    if (isHolding) turn();
    clearTimeout(timer);
  };
  const server = createServer({ noDelay: true }, (client) => {
    const upstream = connect({ host: hostname, port: Number(port), noDelay: true });
    lines.set(client, upstream);
    client.pipe(upstream);
    upstream.on("data", (chunk) => {
      if (!isHolding) return void client.write(chunk);
      const chunks = held.get(client) ?? [];
      held.set(client, chunks);
      chunks.push(chunk);
    });
    const end = () => {
      lines.delete(client);
      held.delete(client);
      client.destroy();
      upstream.destroy();
    };
    for (const socket of [client, upstream]) socket.on("error", end).on("close", end);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no TCP port to be had");
  const late = new URL(url);
  late.hostname = "127.0.0.1";
  late.port = String(address.port);
  return {
    url: late.href,
    start: turn,
    stop,
    async [Symbol.asyncDispose]() {
      stop();
      const closed = once(server, "close");
      server.close();
      for (const client of lines.keys()) client.destroy();
      await closed;
    },
  };
}
