/** Where a request comes from, for what is counted by address. */
import type { Context } from "hono";

/** The other end of the connection, as the runtime knows it. */
export type PeerAddress = (context: Context) => string | undefined;

const LOOPBACK = /^(?:::1|(?:::ffff:)?127\.\d+\.\d+\.\d+)$/;

/**
 * The peer; where that is this machine, a proxy in front, the address that it saw itself: the last
 * of X-Forwarded-For. What a client writes there from elsewhere is not believed.
 */
export function clientAddress(context: Context, peerAddress: PeerAddress): string {
  const peer = peerAddress(context) ?? "unknown";
  if (!LOOPBACK.test(peer)) return peer;
  const seen = context.req.header("x-forwarded-for")?.split(",").at(-1)?.trim();
  return seen === undefined || seen === "" || seen.length > 64 ? peer : seen;
}
