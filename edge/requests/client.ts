/** Where a request is from, as the audit record keeps it: address and class of program, no more. */
import type { EdgeContext, EdgeDeps } from "./context.ts";
import type { Client } from "../database/database.ts";
import { clientAddress } from "../http/client-address.ts";

/** In this order: each names the ones before it, too. */
const FAMILIES = [
  [/\bEdg(?:e|A|iOS)?\//, "edge"],
  [/\b(?:Firefox|FxiOS)\//, "firefox"],
  [/\b(?:Chrome|CriOS|Chromium)\//, "chrome"],
  [/\bSafari\//, "safari"],
] as const;

export function clientOf(c: EdgeContext, deps: EdgeDeps): Client {
  return {
    address: clientAddress(c, deps.peerAddress, deps.trustedProxies),
    client: clientClass(c.req.header("user-agent")),
  };
}

/** A browser's family; `program` for whatever else says what it is, `unknown` where nothing does. */
function clientClass(userAgent: string | undefined): string {
  if (userAgent === undefined) return "unknown";
  const family = FAMILIES.find(([pattern]) => pattern.test(userAgent))?.[1];
  return family ?? (userAgent.startsWith("Mozilla/") ? "browser" : "program");
}
