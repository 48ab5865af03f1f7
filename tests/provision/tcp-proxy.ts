/** A TCP proxy that cuts, silences, slows or half-closes what goes through it. */
import { once } from "node:events";
import { type Socket, connect, createServer } from "node:net";
import { pause } from "#runtime/work/pause.ts";

export interface TcpProxy extends AsyncDisposable {
  /** Where it listens, on 127.0.0.1. */
  readonly port: number;
  /** How many connections go through it now, silenced ones among them. */
  readonly connections: number;
  /** The same URL, through the proxy. */
  through(url: string): string;
  /** Resets the present connections; who connects from now on gets through. */
  cut(): void;
  /**
   * Resets each present connection once so many more bytes came from that side, of which the last ones
   * are not handed on: a request that is torn, or an answer that is lost.
   */
  cutAfter(bytes: number, from: "client" | "server"): void;
  /** The present connections carry nothing any more, and no side is told; new ones get through. */
  blackHole(): void;
  /** Ends the present connections' one direction, client to server: the server may still answer. */
  halfClose(): void;
  /** Every chunk arrives so long after it was sent, in order; 0: at once. */
  slowBy(ms: number): void;
  /** Resets present and new connections, until `accept`. */
  refuse(): void;
  accept(): void;
  stop(): Promise<void>;
}

interface Line {
  readonly client: Socket;
  readonly upstream: Socket;
  isSilent: boolean;
  /** Reset once so many more bytes came from that side. */
  readonly bytesLeft: { client: number; server: number };
}

/** @param target the port on 127.0.0.1, asked at each connection: it may change */
export async function startTcpProxy(target: () => number, port = 0): Promise<TcpProxy> {
  const lines = new Set<Line>();
  let isRefusing = false;
  let slowMs = 0;

  const reset = (line: Line) => {
    lines.delete(line);
    line.client.resetAndDestroy();
    line.upstream.resetAndDestroy();
  };
  const server = createServer({ noDelay: true, allowHalfOpen: true }, (client) => {
    if (isRefusing) {
      client.on("error", () => undefined);
      client.resetAndDestroy();
      return;
    }
    const upstream = connect({
      port: target(),
      host: "127.0.0.1",
      noDelay: true,
      allowHalfOpen: true,
    });
    const bytesLeft = { client: Number.POSITIVE_INFINITY, server: Number.POSITIVE_INFINITY };
    const line: Line = { client, upstream, isSilent: false, bytesLeft };
    lines.add(line);
    carry(line, client, upstream, "client");
    carry(line, upstream, client, "server");
  });

  function carry(line: Line, from: Socket, to: Socket, side: "client" | "server"): void {
    // What is on its way, in order, where chunks wait.
    let tail = Promise.resolve();
    const inOrder = (work: () => void) => {
      if (slowMs === 0 && pending === 0) return work();
      pending += 1;
      const dueAt = performance.now() + slowMs;
      tail = tail.then(async () => {
        await pause(Math.max(0, dueAt - performance.now()));
        pending -= 1;
        work();
      });
    };
    let pending = 0;
    from.on("data", (chunk: Buffer) => {
      if (line.isSilent) return;
      line.bytesLeft[side] -= chunk.length;
      if (line.bytesLeft[side] <= 0) return reset(line);
      inOrder(() => {
        if (line.isSilent || to.destroyed || to.writableEnded) return;
        if (to.write(chunk)) return;
        from.pause();
        to.once("drain", () => from.resume());
      });
    });
    from.on("end", () => {
      if (!line.isSilent) inOrder(() => to.end());
    });
    from.on("error", () => undefined);
    from.on("close", (hadError) => {
      if (line.isSilent) return;
      if (hadError) reset(line);
      if (line.client.destroyed && line.upstream.destroyed) lines.delete(line);
    });
  }

  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no TCP port to be had");
  const ownPort = address.port;

  const cut = () => {
    for (const line of lines) reset(line);
  };
  const stop = async () => {
    isRefusing = true;
    cut();
    if (!server.listening) return;
    const closed = once(server, "close");
    server.close();
    await closed;
  };
  return {
    port: ownPort,
    get connections() {
      return lines.size;
    },
    through(url) {
      const proxied = new URL(url);
      proxied.hostname = "127.0.0.1";
      proxied.port = String(ownPort);
      return proxied.href;
    },
    cut,
    cutAfter(bytes, from) {
      for (const { bytesLeft } of lines) bytesLeft[from] = Math.min(bytesLeft[from], bytes);
    },
    blackHole() {
      for (const line of lines) line.isSilent = true;
    },
    halfClose() {
      for (const line of lines) line.upstream.end();
    },
    slowBy(ms) {
      slowMs = ms;
    },
    refuse() {
      isRefusing = true;
      cut();
    },
    accept() {
      isRefusing = false;
    },
    stop,
    [Symbol.asyncDispose]: stop,
  };
}
