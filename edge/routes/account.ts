/** The account itself: who asks, codes and phrases for another browser, taking along, signing out. Its browsers and merges are in account-access.ts. */
import type { Hono } from "hono";
import { ACCOUNT_ROUTES } from "#shared/http/account-routes.ts";
import { clearAccountCookie, writeAccountCookie } from "../auth/authenticator.ts";
import {
  newDeviceCode,
  newRecoveryPhrase,
  readDeviceCode,
  readRecoveryPhrase,
} from "../auth/join-secrets.ts";
import { ProviderUnavailable, SIGNED_OUT_PATH } from "../auth/oidc-provider.ts";
import type { EdgeContext, EdgeDeps, EdgeEnv } from "../requests/context.ts";
import { json, withCookies } from "../http/answer.ts";
import { clientOf } from "../requests/client.ts";
import { preferredLanguage } from "../http/language.ts";
import { rateLimited, tooMany } from "../requests/limited.ts";
import { jsonBody, requireAccount, sameOriginWrite } from "../requests/middleware.ts";
import { problem } from "../http/problem.ts";
import { deviceOf } from "./account-access.ts";
import type { ApiRoute, RouteContext } from "../requests/valid-request.ts";
import { mount } from "./mount.ts";

type Routes = typeof ACCOUNT_ROUTES;

export function mountAccount(app: Hono<EdgeEnv>, deps: EdgeDeps): void {
  const account = requireAccount(deps, "refused");
  const write = <R extends ApiRoute>(
    route: R,
    handler: (c: RouteContext<R>, deps: EdgeDeps) => Promise<Response>,
  ) => mount(app, route, [account, sameOriginWrite(deps), jsonBody(deps)], (c) => handler(c, deps));
  mount(app, ACCOUNT_ROUTES.getAccount, [account], (c) => getAccount(c, deps));
  write(ACCOUNT_ROUTES.makeDeviceCode, makeDeviceCode);
  write(ACCOUNT_ROUTES.makeRecoveryPhrase, makeRecoveryPhrase);
  write(ACCOUNT_ROUTES.joinAccount, joinAccount);
  write(ACCOUNT_ROUTES.takeAlong, takeAlong);
  write(ACCOUNT_ROUTES.signOut, signOut);
  mount(app, ACCOUNT_ROUTES.deleteAccount, [account, sameOriginWrite(deps)], (c) =>
    deleteAccount(c, deps),
  );
}

async function getAccount(c: EdgeContext, deps: EdgeDeps): Promise<Response> {
  const limited = await rateLimited(c, deps, "reads");
  if (limited !== null) return limited;
  const { signIn } = c.var;
  const local = await deps.authenticator.localAccount(c.req.header("cookie"));
  const summary = await deps.accounts.summary(signIn, local);
  return json({
    mode: deps.authenticator.mode,
    ...summary,
    deletion_grace_days: deps.graceDays,
    can_sign_out: deps.oidc !== null && signIn.signInId !== null,
  });
}

async function makeDeviceCode(c: EdgeContext, deps: EdgeDeps): Promise<Response> {
  const limited = await rateLimited(c, deps, "commands");
  if (limited !== null) return limited;
  if (deps.authenticator.mode !== "local") return problem("NOT_FOUND");
  const { code, hashBase64 } = await newDeviceCode();
  const made = await deps.accounts.makeDeviceCode(
    c.var.signIn,
    hashBase64,
    deviceOf(c),
    clientOf(c, deps),
  );
  if ("outcome" in made) return problem("UNAUTHENTICATED");
  return json({ code, ...made }, 201);
}

async function makeRecoveryPhrase(
  c: RouteContext<Routes["makeRecoveryPhrase"]>,
  deps: EdgeDeps,
): Promise<Response> {
  const body = c.req.valid("json");
  const limited = await rateLimited(c, deps, "commands");
  if (limited !== null) return limited;
  if (deps.authenticator.mode !== "local") return problem("NOT_FOUND");
  const language = body.language ?? preferredLanguage(c.req.header("accept-language"));
  const { phrase, hashBase64 } = await newRecoveryPhrase(language);
  const made = await deps.accounts.setRecoveryPhrase(
    c.var.signIn,
    hashBase64,
    deviceOf(c),
    clientOf(c, deps),
  );
  if (made.outcome === "SIGNED_OUT") return problem("UNAUTHENTICATED");
  if (made.outcome === "PHRASE_NEEDED") return problem("PHRASE_NEEDED");
  return json({ phrase, created_at: made.created_at }, 201);
}

async function joinAccount(
  c: RouteContext<Routes["joinAccount"]>,
  deps: EdgeDeps,
): Promise<Response> {
  const body = c.req.valid("json");
  const limited = await rateLimited(c, deps, "commands");
  if (limited !== null) return limited;
  if (deps.authenticator.mode !== "local") return problem("NOT_FOUND");
  const secret =
    "code" in body ? await readDeviceCode(body.code) : await readRecoveryPhrase(body.phrase);
  // Mistyped, and seen so without a guess.
  if (secret === null) return problem("NOT_FOUND");
  const client = clientOf(c, deps);
  const joined = await deps.accounts.join(
    c.var.signIn,
    secret,
    client.address,
    deviceOf(c),
    client,
  );
  if (joined.outcome === "NOT_FOUND") {
    deps.refusals.add("refused.code", client, c.var.signIn.accountId);
    return problem("NOT_FOUND");
  }
  if (joined.outcome === "SIGNED_OUT") return problem("UNAUTHENTICATED");
  if (joined.outcome === "PHRASE_NEEDED") return problem("PHRASE_NEEDED");
  if (joined.outcome === "RATE_LIMITED") return tooMany(c, deps, joined.retry_after);
  deps.accountWaker.wake();
  const { keys, place } = deps;
  const browser = { accountId: joined.account_id, signInId: joined.sign_in_id };
  const cookies = [await writeAccountCookie(keys, place, "local", browser)];
  // What this browser had, and with it the way to have that back.
  if (joined.merge_id !== null) {
    cookies.push(await writeAccountCookie(keys, place, "former", c.var.signIn));
  }
  return withCookies(json({ brought_sessions: joined.brought_sessions }), cookies);
}

async function takeAlong(c: EdgeContext, deps: EdgeDeps): Promise<Response> {
  const limited = await rateLimited(c, deps, "commands");
  if (limited !== null) return limited;
  const local = await deps.authenticator.localAccount(c.req.header("cookie"));
  if (local === null) return problem("NOT_FOUND");
  const taken = await deps.accounts.takeAlong(c.var.signIn, local, clientOf(c, deps));
  if (taken.outcome === "NOT_FOUND") return problem("NOT_FOUND");
  deps.accountWaker.wake();
  const { keys, place } = deps;
  return withCookies(json({ brought_sessions: taken.brought_sessions }), [
    await clearAccountCookie(keys, place, "local"),
    await writeAccountCookie(keys, place, "former", local),
  ]);
}

async function signOut(c: RouteContext<Routes["signOut"]>, deps: EdgeDeps): Promise<Response> {
  const { everywhere } = c.req.valid("json");
  const { signIn } = c.var;
  const limited = await rateLimited(c, deps, "commands");
  if (limited !== null) return limited;
  if (deps.oidc === null || signIn.signInId === null) return problem("NOT_FOUND");
  const ended = await deps.accounts.endSignIn(
    signIn,
    everywhere === true ? "all" : "this",
    clientOf(c, deps),
  );
  deps.accountWaker.wake();
  return withCookies(json({ continue_at: await continueAt(deps, ended.id_token) }), [
    await clearAccountCookie(deps.keys, deps.place, "sign_in"),
  ]);
}

/** Signed out everywhere from now on; erased once it can no longer be had back. */
async function deleteAccount(c: EdgeContext, deps: EdgeDeps): Promise<Response> {
  const limited = await rateLimited(c, deps, "commands");
  if (limited !== null) return limited;
  const { signIn } = c.var;
  const { outcome } = await deps.accounts.deleteAccount(signIn, clientOf(c, deps));
  if (outcome === "SIGNED_OUT") return problem("UNAUTHENTICATED");
  if (outcome === "PHRASE_NEEDED") return problem("PHRASE_NEEDED");
  deps.accountWaker.wake();
  // Its streams end with its sessions, and what was being generated stops.
  deps.waker.wake();
  return withCookies(
    new Response(null, { status: 204, headers: { "Cache-Control": "no-store" } }),
    await Promise.all([
      clearAccountCookie(deps.keys, deps.place, "local"),
      clearAccountCookie(deps.keys, deps.place, "sign_in"),
    ]),
  );
}

/** The provider's own sign-out; where it has none, or is away, this studio's page. */
async function continueAt(deps: EdgeDeps, idToken: string | null): Promise<string> {
  try {
    return (await deps.oidc?.endSessionUrl(idToken)) ?? SIGNED_OUT_PATH;
  } catch (error) {
    if (error instanceof ProviderUnavailable) return SIGNED_OUT_PATH;
    throw error;
  }
}
