/**
 * A connection that is to be closed after its answer hears the request's body out first. One that is
 * closed while bytes are on their way is reset, and with it goes the answer that the client has not read
 * yet: who sends a file without being signed in would see a broken connection and no 401. On a connection
 * that is kept, Hono's adapter reads on for 500 ms by itself and closes then, which comes here as well.
 */
import type { IncomingMessage, Server } from "node:http";
import type { Socket } from "node:net";

/** Looked at so often whether anything of the body came. */
const SILENT_MS = 1_000;
/** As long as the rest of a body may take. */
const LONGEST_MS = 30_000;

export function closeLingering(server: Server): void {
  const latest = new WeakMap<Socket, IncomingMessage>();
  server.on("request", (request) => latest.set(request.socket, request));
  server.on("connection", (socket) => {
    const close = socket.destroySoon.bind(socket);
    let isLingering = false;
    socket.destroySoon = () => {
      if (isLingering) return undefined;
      const request = latest.get(socket);
      if (request === undefined || request.complete || socket.destroyed) return close();
      isLingering = true;
      hearOut(request, socket);
      return undefined;
    };
  });
}

/** Nobody else reads it any more; what is said is said. */
function hearOut(request: IncomingMessage, socket: Socket): void {
  const destroy = () => socket.destroy();
  const longest = setTimeout(destroy, LONGEST_MS);
  // By the socket's own count: of a request that node:http reads to throw it away nothing is told.
  let heard = socket.bytesRead;
  const silence = setInterval(() => {
    if (socket.bytesRead === heard) destroy();
    heard = socket.bytesRead;
  }, SILENT_MS);
  request.once("end", destroy);
  socket.once("close", () => {
    clearTimeout(longest);
    clearInterval(silence);
  });
  request.resume();
  socket.end();
}
