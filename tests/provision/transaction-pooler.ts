/**
 * A pooler in transaction mode, as PgBouncer's: a client has one of PostgreSQL's connections for a
 * transaction, and the next transaction is on another. Each client signs in through it on a
 * connection of its own, which then is everybody's who signs in as the same user.
 */
import { once } from "node:events";
import { type Socket, connect, createServer } from "node:net";
import { MessageReader, type WireMessage, errorResponse, startupMessage } from "./postgres-wire.ts";

export interface TransactionPooler extends AsyncDisposable {
  readonly url: string;
}

/**
 * What it does with start-up parameters that it does not keep itself: `refuse` as PgBouncer,
 * `drop` as PgBouncer told to ignore them, `pass` to the connection that the client signs in on.
 */
export type StartupParameters = "refuse" | "drop" | "pass";

/** What PgBouncer keeps for each client. */
const KEPT = new Set(["user", "database", "application_name", "client_encoding"]);

interface Client {
  readonly socket: Socket;
  readonly waiting: Buffer[];
  user: string;
  /** The connection it has for its present transaction. */
  server: Server | null;
  /** Answers that are still to come: each Query and each Sync is followed by one ReadyForQuery. */
  unanswered: number;
}

interface Server {
  readonly socket: Socket;
  readonly user: string;
  client: Client | null;
}

/** @param databaseUrl where it leads to; passwords go through as they are */
export async function startTransactionPooler(
  databaseUrl: string,
  startupParameters: StartupParameters,
): Promise<TransactionPooler> {
  const target = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  const free: Server[] = [];
  const queue: Client[] = [];
  /** The one that has been there for longest. */
  const firstOf = <T extends { readonly user: string }>(list: T[], user: string) => {
    const at = list.findIndex((one) => one.user === user);
    return at === -1 ? undefined : list.splice(at, 1)[0];
  };
  let processNumber = 100_000;

  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined);
    socket.on("close", () => sockets.delete(socket));
  };
  const serve = (client: Client, server: Server) => {
    server.client = client;
    client.server = server;
    for (const message of client.waiting.splice(0)) server.socket.write(message);
  };
  const release = (server: Server) => {
    if (server.client !== null) server.client.server = null;
    server.client = null;
    const next = firstOf(queue, server.user);
    if (next === undefined) free.push(server);
    else serve(next, server);
  };

  const fromServer = (server: Server, message: WireMessage) => {
    const { client } = server;
    // What comes outside of a transaction has nobody to go to: a notification is lost.
    if (client === null) return;
    client.socket.write(message.bytes);
    if (message.type !== "Z") return;
    client.unanswered -= 1;
    const isIdle = message.bytes.at(5) === "I".charCodeAt(0);
    if (isIdle && client.unanswered === 0) release(server);
  };

  const fromClient = (client: Client, message: WireMessage) => {
    if (message.type === "X") {
      client.socket.end();
      return;
    }
    if (message.type === "Q" || message.type === "S") client.unanswered += 1;
    if (client.server !== null) {
      client.server.socket.write(message.bytes);
      return;
    }
    client.waiting.push(message.bytes);
    if (client.waiting.length > 1) return;
    // The one that has been free for longest: hardly ever the one of the last time.
    const server = firstOf(free, client.user);
    if (server === undefined) queue.push(client);
    else serve(client, server);
  };

  /** The sign-in goes through; what differs is the process that the client believes to talk to. */
  const signIn = (client: Client, startup: Buffer) => {
    const server: Server = {
      socket: connect({ port: Number(target.port), host: target.hostname }),
      user: client.user,
      client,
    };
    keep(server.socket);
    client.server = server;
    client.unanswered = 1;
    server.socket.write(startup);
    const reader = new MessageReader();
    server.socket.on("data", (chunk: Buffer) => {
      for (const message of reader.read(chunk)) {
        if (message.type === "K") message.bytes.writeInt32BE((processNumber += 1), 5);
        fromServer(server, message);
      }
    });
    server.socket.on("close", () => client.socket.destroy());
  };

  const listener = createServer((socket) => {
    keep(socket);
    const client: Client = { socket, waiting: [], user: "", server: null, unanswered: 0 };
    const reader = new MessageReader("startup");
    socket.on("data", (chunk: Buffer) => {
      for (const message of reader.read(chunk)) {
        if (message.type !== "startup") {
          fromClient(client, message);
          continue;
        }
        const parameters = message.parameters;
        client.user = parameters.get("user") ?? "";
        const strange = [...parameters.keys()].filter((name) => !KEPT.has(name));
        if (strange.length > 0 && startupParameters === "refuse") {
          socket.end(errorResponse("08P01", `unsupported startup parameter: ${strange[0]}`));
          return;
        }
        if (startupParameters === "drop") for (const name of strange) parameters.delete(name);
        signIn(client, startupMessage(parameters));
      }
    });
  });
  listener.listen(0, "127.0.0.1");
  await once(listener, "listening");
  const address = listener.address();
  if (address === null || typeof address === "string") throw new Error("no TCP port to be had");
  const url = new URL(databaseUrl);
  url.host = `127.0.0.1:${address.port}`;
  return {
    url: url.href,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      listener.close();
      await once(listener, "close");
    },
  };
}
