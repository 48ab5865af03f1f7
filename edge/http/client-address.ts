/** Where a request comes from, for what is counted by address. */
import { isIP } from "node:net";
import type { Context } from "hono";
import { forwardedFor } from "./forwarded.ts";
import type { TrustedProxies } from "./trusted-proxies.ts";

/** The other end of the connection, as the runtime knows it. */
export type PeerAddress = (context: Context) => string | undefined;

/**
 * The peer; where that is a trusted proxy, the address that it saw, and so on: from the right, the
 * first that is no trusted proxy itself. What a client writes there is not believed, and where a
 * proxy says no address it is the proxy's own.
 * An IPv6 address stands for its /64: a household has 2^64 of them.
 */
export function clientAddress(
  context: Context,
  peerAddress: PeerAddress,
  trusted: TrustedProxies,
): string {
  const { req } = context;
  const forwarded = [...forwardedFor(req.header("x-forwarded-for"), req.header("forwarded"))];
  let address = plain(peerAddress(context) ?? "");
  while (trusted.has(address)) {
    const seen = plain(forwarded.pop() ?? "");
    if (isIP(seen) === 0) break;
    address = seen;
  }
  return isIP(address) === 6 ? network64(address) : address;
}

/** IPv4 as an IPv6 socket shows it. */
function plain(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, "");
}

function network64(address: string): string {
  const [left = "", right] = (address.split("%")[0] ?? "").toLowerCase().split("::");
  const head = left === "" ? [] : left.split(":");
  const tail = right === undefined || right === "" ? [] : right.split(":");
  const zeros = right === undefined ? 0 : 8 - head.length - tail.length;
  const groups = [...head, ...Array.from({ length: Math.max(0, zeros) }, () => "0"), ...tail];
  const network = groups.slice(0, 4).map((group) => Number.parseInt(group, 16).toString(16));
  return `${network.join(":")}::/64`;
}
