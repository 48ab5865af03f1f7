/** How many connections an address may have open at this edge. */
import type { Server } from "node:http";
import type { TrustedProxies } from "./trusted-proxies.ts";

/** @param most of one address that is no trusted proxy; a further one is closed at once */
export function boundConnections(server: Server, most: number, trusted: TrustedProxies): void {
  const open = new Map<string, number>();
  server.on("connection", (socket) => {
    const address = (socket.remoteAddress ?? "").replace(/^::ffff:/i, "");
    if (trusted.has(address)) return;
    const count = (open.get(address) ?? 0) + 1;
    if (count > most) {
      socket.destroy();
      return;
    }
    open.set(address, count);
    socket.once("close", () => {
      const left = (open.get(address) ?? 1) - 1;
      if (left > 0) open.set(address, left);
      else open.delete(address);
    });
  });
}
