/** How often a command makes the edge wait for the database: counted on the wire, between the two. */
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { type Socket, connect, createServer } from "node:net";
import { z } from "zod";
import { createDatabase } from "../../edge/database/database.ts";
import { createOperations } from "../../edge/operations/operations.ts";
import { PAYLOAD } from "./contenders.ts";

const COMMANDS = 200;

/** A relay of bytes that counts how often the client speaks after the server has. */
async function startCounter(target: URL) {
  let flights = 0;
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname);
    let isServersTurn = false;
    client.on("data", () => {
      if (!isServersTurn) flights += 1;
      isServersTurn = true;
    });
    upstream.on("data", () => {
      isServersTurn = false;
    });
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on("error", () => {});
      socket.on("close", () => {
        client.destroy();
        upstream.destroy();
      });
    }
    client.pipe(upstream).pipe(client);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = z.object({ port: z.int() }).parse(server.address());
  const url = new URL(target);
  url.port = String(port);
  return {
    url: url.href,
    count: () => flights,
    stop() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

/**
 * Round trips a command, over as many commands to one session each; without the wake-up, which is
 * coalesced and not the command's. What a connection says once (its start, its first use of a
 * statement) is not counted.
 */
export async function measureRoundTrips(url: string): Promise<number> {
  const counter = await startCounter(new URL(url));
  const database = createDatabase({
    url: counter.url,
    login: "app",
    isPooled: false,
    maxConnections: 1,
    deadlineMs: 30_000,
    applicationName: "genesis-bench-round-trips",
  });
  const operations = createOperations(database);
  const account = { accountId: randomUUID(), signInId: null, isAsked: false };
  try {
    const sessions: string[] = [];
    for (let index = 0; index <= COMMANDS; index += 1) {
      const created = await operations.createSession(account, { title: "", language: "en" }, null);
      if (created.outcome !== "CREATED") throw new Error(created.outcome);
      sessions.push(created.state.session_id);
    }
    let before = 0;
    for (const [index, session] of sessions.entries()) {
      if (index === 1) before = counter.count();
      const command = {
        commandType: "SUBMIT_IDEA",
        payload: PAYLOAD,
        expectedVersion: null,
      } as const;
      const accepted = await operations.acceptCommand(account, session, command, null);
      if (accepted.outcome !== "ACCEPTED") throw new Error(accepted.outcome);
    }
    return (counter.count() - before) / COMMANDS;
  } finally {
    await database.stop();
    counter.stop();
  }
}
