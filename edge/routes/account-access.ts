/** Who has access to the account: its browsers, and the accounts that were taken into it. */
import type { Hono } from "hono";
import { ACCOUNT_ROUTES } from "#shared/http/account-routes.ts";
import {
  clearAccountCookie,
  type LocalBrowser,
  readLocalBrowser,
  writeAccountCookie,
} from "../auth/authenticator.ts";
import { browserName } from "../auth/browser-name.ts";
import type { EdgeContext, EdgeDeps, EdgeEnv } from "../requests/context.ts";
import { json, withCookies } from "../http/answer.ts";
import { rateLimited } from "../requests/limited.ts";
import { jsonBody, requireAccount, sameOriginWrite } from "../requests/middleware.ts";
import { pathId } from "../http/path-id.ts";
import { problem } from "../http/problem.ts";
import { mount } from "./mount.ts";

export function mountAccountAccess(app: Hono<EdgeEnv>, deps: EdgeDeps): void {
  const account = requireAccount(deps, "refused");
  const sameOrigin = sameOriginWrite(deps);
  mount(app, ACCOUNT_ROUTES.listBrowsers, [account], (c) => listBrowsers(c, deps));
  mount(app, ACCOUNT_ROUTES.endBrowser, [account, sameOrigin], (c) => endBrowser(c, deps));
  mount(app, ACCOUNT_ROUTES.listMerges, [account], (c) => listMerges(c, deps));
  mount(app, ACCOUNT_ROUTES.undoMerge, [account, sameOrigin, jsonBody(deps)], (c) =>
    undoMerge(c, deps),
  );
}

/** What the asking browser is called in a list. */
export function deviceOf(c: EdgeContext): string | null {
  return browserName(c.req.header("user-agent"));
}

async function listBrowsers(c: EdgeContext, deps: EdgeDeps): Promise<Response> {
  const limited = await rateLimited(c, deps, "commands");
  if (limited !== null) return limited;
  return json(await deps.accounts.listBrowsers(c.var.signIn, deviceOf(c)));
}

async function endBrowser(c: EdgeContext, deps: EdgeDeps): Promise<Response> {
  const limited = await rateLimited(c, deps, "commands");
  if (limited !== null) return limited;
  const id = pathId(c.req.param("browser_id"));
  if (id === null) return problem("NOT_FOUND");
  const { signIn } = c.var;
  const { outcome } = await deps.accounts.endBrowser(signIn, id);
  if (outcome !== "ENDED") return problem(outcome);
  deps.accountWaker.wake();
  const gone = new Response(null, { status: 204, headers: { "Cache-Control": "no-store" } });
  if (id.toLowerCase() !== signIn.signInId) return gone;
  const kind = deps.authenticator.mode === "local" ? "local" : "sign_in";
  return withCookies(gone, [await clearAccountCookie(deps.keys, deps.place, kind)]);
}

async function listMerges(c: EdgeContext, deps: EdgeDeps): Promise<Response> {
  const limited = await rateLimited(c, deps, "commands");
  if (limited !== null) return limited;
  return json(await deps.accounts.listMerges(c.var.signIn, await formerOf(c, deps)));
}

async function undoMerge(c: EdgeContext, deps: EdgeDeps): Promise<Response> {
  const limited = await rateLimited(c, deps, "commands");
  if (limited !== null) return limited;
  const id = pathId(c.req.param("merge_id"));
  if (id === null) return problem("NOT_FOUND");
  const former = await formerOf(c, deps);
  const undone = await deps.accounts.undoMerge(c.var.signIn, id, former);
  if (undone.outcome !== "UNDONE") return problem(undone.outcome);
  deps.accountWaker.wake();
  const answer = json({ returned_sessions: undone.returned_sessions });
  if (!undone.is_own || former === null) return answer;
  // This browser is its former account's again.
  const { keys, place } = deps;
  return withCookies(answer, [
    await writeAccountCookie(keys, place, "local", former),
    await clearAccountCookie(keys, place, "former"),
  ]);
}

/** What this browser had before that was taken into another account. */
function formerOf(c: EdgeContext, deps: EdgeDeps): Promise<LocalBrowser | null> {
  return readLocalBrowser(deps.keys, deps.place, "former", c.req.header("cookie"));
}
