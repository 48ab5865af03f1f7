/**
 * How far a browser has seen, in a cookie that goes from edge to edge with it, where there is a replica:
 * who comes without one reads from the primary. It is no secret and unsigned: who forges it deceives
 * nobody else.
 */
import type { SignIn } from "../auth/account-cookie.ts";
import { cookieName, readCookie, setCookie } from "../auth/cookies.ts";
import { isLogPosition } from "../database/log-position.ts";
import type { EdgeContext, EdgeDeps } from "./context.ts";

/** Whoever comes later than that has nothing on the screen. */
const LIFETIME_SECONDS = 24 * 60 * 60;
/** No position: only the primary will do. */
const PRIMARY = "primary";

const READS = new Set(["GET", "HEAD"]);

/** Runs what answers, with the position that the request carries; its answer carries the new one. */
export async function withSeenPosition(
  c: EdgeContext,
  deps: EdgeDeps,
  signIn: SignIn,
  answer: () => Promise<void>,
): Promise<void> {
  const { replicaNeeds: needs } = deps;
  if (needs === null) return answer();
  const { installationId } = await deps.keys.load();
  const name = cookieName(installationId, deps.place, "seen");
  const value = readCookie(c.req.header("cookie"), name);
  signIn.position = value !== null && isLogPosition(value) ? value : null;
  const isRead = READS.has(c.req.method);
  try {
    await answer();
  } finally {
    // Also where it failed: what was done of it is not known then.
    if (!isRead) needs.wrote(signIn.accountId);
  }
  const seen = isRead ? signIn.position : PRIMARY;
  if (c.var.isStream === true || seen === null || seen === value) return;
  c.res.headers.append("Set-Cookie", setCookie(name, seen, deps.place, LIFETIME_SECONDS));
}
