/** Which requests the service worker takes part in. Pure. */

const API = "/api/v1/genesis/";

/** The interface's own pages; the reference and sign-in are the server's. */
export function isPageAddress(path: string): boolean {
  return /^\/(?:$|sessions\/|novels\/|join$)/.test(path);
}

/** What a writer reads: the shelf, states, rounds, logs, novels. No stream, no account, no settings. */
export function isReading(path: string, accept: string | null): boolean {
  if (!path.startsWith(API) || accept?.includes("text/event-stream")) return false;
  return /^(?:sessions|novels)(?:\/|$)/.test(path.slice(API.length));
}

/** Behind these this browser may be somebody else's: nothing that was read is kept. */
export function leavesAccount(method: string, path: string): boolean {
  return method === "DELETE" || path.startsWith(`${API}account`) || path.includes("/account/");
}
