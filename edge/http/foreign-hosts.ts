/**
 * The server's part of ALLOWED_HOSTS: of a Host that is missing, doubled or oddly written Hono's adapter
 * makes no request, so that the app cannot answer.
 */
import type { RequestListener, ServerResponse } from "node:http";
import { type AllowedHosts, UNCHECKED_PATHS } from "./allowed-hosts.ts";
import { type PublicPlace, pathBelow } from "./public-place.ts";
import { problem } from "./problem.ts";
import { securityHeaders } from "./security-headers.ts";

/** @param place what browsers see, not this connection */
export function refuseForeignHosts(
  allowed: AllowedHosts,
  listener: RequestListener,
  place: PublicPlace,
): RequestListener {
  return (request, response) => {
    const hosts = hostsOf(request.rawHeaders);
    if (hosts.length === 1 && allowed.has(hosts[0])) {
      listener(request, response);
    } else if (pathBelow(place.base, request.url ?? "").startsWith(UNCHECKED_PATHS)) {
      // The adapter takes its default then.
      request.headers.host = undefined;
      listener(request, response);
    } else {
      void misdirected(response, place.isHttps);
    }
  };
}

/** @param rawHeaders names and values by turns; `headersDistinct` is not in every Deno of the platforms */
function hostsOf(rawHeaders: readonly string[]): string[] {
  return rawHeaders.filter((_, at) => at % 2 === 1 && rawHeaders[at - 1]?.toLowerCase() === "host");
}

async function misdirected(response: ServerResponse, isHttps: boolean): Promise<void> {
  const answer = problem("MISDIRECTED", {}, securityHeaders(isHttps));
  const body = await answer.text();
  response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(body);
}
