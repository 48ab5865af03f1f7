/** A TCP proxy before PostgreSQL: writes down every statement, cuts connections or lets them go silent. */
import { type Server, type Socket, connect, createServer } from "node:net";
import type { AddressInfo } from "node:net";

export interface WireCounter extends AsyncDisposable {
  /** The database's URL through the proxy. */
  readonly url: string;
  /** The SQL of each execution so far, in order, of all connections. */
  readonly executed: readonly string[];
  /** Cuts all connections and takes no new ones until `restore`. */
  cut(): Promise<void>;
  restore(): Promise<void>;
  /** Lets the present connections go silent: nothing gets through, and no side is told. */
  silence(): void;
}

export async function startWireCounter(databaseUrl: string): Promise<WireCounter> {
  const target = new URL(databaseUrl);
  const executed: string[] = [];
  const sockets = new Set<Socket>();
  const lines = new Set<{ isSilent: boolean }>();
  const accept = (client: Socket) => {
    const upstream = connect(Number(target.port), target.hostname);
    const parse = statementParser((sql) => executed.push(sql));
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on("error", () => {});
      socket.on("close", () => {
        sockets.delete(socket);
        client.destroy();
        upstream.destroy();
      });
    }
    const line = { isSilent: false };
    lines.add(line);
    client.on("data", (data: Buffer) => {
      parse(data);
      if (!line.isSilent) upstream.write(data);
    });
    upstream.on("data", (data: Buffer) => {
      if (!line.isSilent) client.write(data);
    });
  };
  let server = await listening(accept, 0);
  const { port } = addressOf(server);
  const url = new URL(databaseUrl);
  url.hostname = "127.0.0.1";
  url.port = String(port);
  const cut = async () => {
    const closed = new Promise((resolve) => server.close(resolve));
    for (const socket of sockets) socket.destroy();
    await closed;
  };
  return {
    url: url.href,
    executed,
    cut,
    async restore() {
      server = await listening(accept, port);
    },
    silence() {
      for (const line of lines) line.isSilent = true;
    },
    [Symbol.asyncDispose]: cut,
  };
}

async function listening(accept: (client: Socket) => void, port: number): Promise<Server> {
  const server = createServer({ noDelay: true }, accept);
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return server;
}

function addressOf(server: Server): AddressInfo {
  const address = server.address();
  if (address === null || typeof address === "string") throw new TypeError("no TCP address");
  return address;
}

/** Frontend messages of protocol 3: the startup message has no type byte, the others do. */
function statementParser(onExecuted: (sql: string) => void): (data: Buffer) => void {
  let rest = Buffer.alloc(0);
  let isStarted = false;
  const prepared = new Map<string, string>();
  let bound = "";
  const handle = (type: string, body: Buffer) => {
    if (type === "Q") onExecuted(stringAt(body, 0));
    if (type === "P") {
      const name = stringAt(body, 0);
      prepared.set(name, stringAt(body, Buffer.byteLength(name) + 1));
    }
    if (type === "B") {
      const portal = stringAt(body, 0);
      bound = prepared.get(stringAt(body, Buffer.byteLength(portal) + 1)) ?? "";
    }
    if (type === "E") onExecuted(bound);
  };
  return (data) => {
    rest = Buffer.concat([rest, data]);
    for (;;) {
      const header = isStarted ? 5 : 4;
      if (rest.length < header) return;
      const end = rest.readInt32BE(header - 4) + header - 4;
      if (rest.length < end) return;
      if (isStarted) handle(String.fromCharCode(rest[0] ?? 0), rest.subarray(header, end));
      isStarted = true;
      rest = rest.subarray(end);
    }
  };
}

function stringAt(buffer: Buffer, start: number): string {
  return buffer.toString("utf8", start, buffer.indexOf(0, start));
}
