/** Which requests the service worker takes part in. Pure. */

const API = "/api/v1/genesis/";

/** The interface's own pages; the reference and sign-in are the server's. */
export function isPageAddress(path: string): boolean {
  return /^\/(?:$|sessions\/|novels\/|join$)/.test(path);
}

/**
 * What a writer reads: the shelf, states, rounds, novels. No stream, no account, no settings; and what
 * has addresses without end, as searches and pages of a log, is not kept.
 */
export function isReading({ pathname, searchParams }: URL): boolean {
  if (!pathname.startsWith(API) || searchParams.has("search")) return false;
  return /^(?:sessions(?:\/[^/]+\/(?:state|proposals))?|novels(?:\/[^/]+)?)$/.test(
    pathname.slice(API.length),
  );
}

/** Behind these this browser may be somebody else's, or a book be gone: nothing that was read is kept. */
export function leavesAccount(method: string, path: string): boolean {
  if (path === "/sign-in" || path.startsWith("/sign-in/")) return true;
  if (method === "GET" || method === "HEAD" || !path.startsWith(API)) return false;
  const asked = path.slice(API.length);
  if (/^account\/(?:tokens|webhooks)(?:\/|$)/.test(asked)) return false;
  return asked.startsWith("account") || (method === "DELETE" && /^sessions\/[^/]+$/.test(asked));
}
