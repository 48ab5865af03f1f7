/**
 * A connection that is to be closed after its answer hears the request's body out first. One that is
 * closed while bytes are on their way is reset, and with it goes the answer that the client has not read
 * yet: who sends a file without being signed in would see a broken connection and no 401.
 */
import type { IncomingMessage, Server } from "node:http";
import type { Socket } from "node:net";

/** As long as the rest of a body may take. */
const LINGER_MS = 1_000;

export function closeLingering(server: Server): void {
  const latest = new WeakMap<Socket, IncomingMessage>();
  server.on("request", (request) => latest.set(request.socket, request));
  server.on("connection", (socket) => {
    const close = socket.destroySoon.bind(socket);
    socket.destroySoon = () => {
      const request = latest.get(socket);
      if (request === undefined || request.complete || socket.destroyed) return close();
      // Nobody else reads it any more; what is said is said.
      request.resume();
      socket.end();
      const timer = setTimeout(() => socket.destroy(), LINGER_MS);
      request.once("end", () => socket.destroy());
      socket.once("close", () => clearTimeout(timer));
      return undefined;
    };
  });
}
