/** Signing in through the provider: there, back again, and the provider's own word that it is over. */
import type { Hono } from "hono";
import { SIGN_IN_LIFETIME_DAYS } from "../auth/account-cookie.ts";
import { writeAccountCookie } from "../auth/authenticator.ts";
import { browserName } from "../auth/browser-name.ts";
import {
  CALLBACK_PATH,
  type OidcProvider,
  type ProvenWriter,
  SIGNED_OUT_PATH,
  newVisit,
} from "../auth/oidc-provider.ts";
import { returnPath } from "../auth/return-path.ts";
import { endVisit, readVisit, visitCookie } from "../auth/visit-cookie.ts";
import type { EdgeContext, EdgeDeps, EdgeEnv } from "../requests/context.ts";
import { json } from "../http/answer.ts";
import { clientOf } from "../requests/client.ts";
import { html } from "../pages/html.ts";
import { pageBelow } from "../http/public-place.ts";
import { signInPage } from "../pages/sign-in-page.ts";

export const SIGN_IN_PATH = "/sign-in";

/** A logout token is some hundred bytes. */
const MAX_LOGOUT_BYTES = 16 * 1024;

export function mountSignIn(app: Hono<EdgeEnv>, deps: EdgeDeps): void {
  const { oidc } = deps;
  if (oidc === null) return;
  app.get(SIGN_IN_PATH, (c) => startVisit(c, deps, oidc));
  app.get(CALLBACK_PATH, (c) => finishVisit(c, deps, oidc));
  app.get(SIGNED_OUT_PATH, () => html(signInPageBelow(deps, "SIGNED_OUT", "/")));
  app.post("/sign-in/logout", (c) => providerLogout(c, deps, oidc));
}

async function startVisit(c: EdgeContext, deps: EdgeDeps, oidc: OidcProvider): Promise<Response> {
  const visit = newVisit();
  const location = await oidc.authorizationUrl(visit);
  const returnTo = returnPath(c.req.query("return_to"), deps.place.base);
  const cookie = visitCookie(await deps.keys.load(), deps.place, { ...visit, returnTo });
  return redirect(location, [cookie]);
}

async function finishVisit(c: EdgeContext, deps: EdgeDeps, oidc: OidcProvider): Promise<Response> {
  const ring = await deps.keys.load();
  const state = c.req.query("state") ?? "";
  const visit = readVisit(ring, deps.place, c.req.header("cookie"), state);
  if (visit === null) return html(signInPageBelow(deps, "VISIT_UNKNOWN", "/"), 400);
  const ended = endVisit(ring, deps.place, state);
  const writer = await oidc.finish(visit, new URL(c.req.url).search);
  if (writer === null) {
    deps.log.warn({ error: c.req.query("error") ?? null }, "the provider did not sign somebody in");
    return html(signInPageBelow(deps, "REFUSED", visit.returnTo), 403, { "Set-Cookie": ended });
  }
  return redirect(visit.returnTo, [ended, await signInCookie(c, deps, writer)]);
}

/** A sign-in's row and its cookie; always a new one, so that nobody can have known it before. */
async function signInCookie(c: EdgeContext, deps: EdgeDeps, writer: ProvenWriter): Promise<string> {
  const before = await deps.authenticator.authenticate({
    cookie: c.req.header("cookie"),
    authorization: undefined,
  });
  const started = await deps.accounts.startSignIn(
    {
      ...writer,
      device: browserName(c.req.header("user-agent")),
      lifetimeDays: SIGN_IN_LIFETIME_DAYS,
      replaces: before.outcome === "SIGNED_IN" ? before.signIn : null,
    },
    clientOf(c, deps),
  );
  // The streams of what this browser had before end with it.
  deps.accountWaker.wake();
  return writeAccountCookie(deps.keys, deps.place, "sign_in", {
    accountId: writer.accountId,
    signInId: started.sign_in_id,
  });
}

/** OpenID Connect Back-Channel Logout 1.0: the provider says that a session of its own has ended. */
async function providerLogout(
  c: EdgeContext,
  deps: EdgeDeps,
  oidc: OidcProvider,
): Promise<Response> {
  const refused = () => json({ error: "invalid_request" }, 400);
  const isForm = c.req.header("content-type")?.startsWith("application/x-www-form-urlencoded");
  const length = Number(c.req.header("content-length") ?? Number.NaN);
  if (isForm !== true || !(length <= MAX_LOGOUT_BYTES)) return refused();
  const token = new URLSearchParams(await c.req.text()).get("logout_token");
  const logout = token === null ? null : await oidc.verifyLogout(token);
  if (logout === null) return refused();
  const ended = await deps.accounts.endProviderSession(logout);
  if (ended.outcome === "REPLAYED") return refused();
  deps.accountWaker.wake();
  return new Response(null, { status: 200, headers: { "Cache-Control": "no-store" } });
}

function signInPageBelow(deps: EdgeDeps, ...of: Parameters<typeof signInPage>): string {
  return pageBelow(deps.place.base, signInPage(...of));
}

function redirect(location: string, cookies: readonly string[]): Response {
  const headers = new Headers({ Location: location, "Cache-Control": "no-store" });
  for (const cookie of cookies) headers.append("Set-Cookie", cookie);
  return new Response(null, { status: 302, headers });
}
