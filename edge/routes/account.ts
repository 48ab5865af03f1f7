/** The account itself: who asks, codes and phrases for another browser, taking along, signing out. */
import type { Hono } from "hono";
import {
  emptyRequest,
  joinRequest,
  recoveryPhraseRequest,
  signOutRequest,
} from "#shared/account.ts";
import { ACCOUNT_ROUTES } from "#shared/account-routes.ts";
import { cookieName, clearCookie } from "../auth/cookies.ts";
import {
  newDeviceCode,
  newRecoveryPhrase,
  readDeviceCode,
  readRecoveryPhrase,
} from "../auth/join-secrets.ts";
import { ProviderUnavailable, SIGNED_OUT_PATH } from "../auth/oidc-provider.ts";
import type { EdgeContext, EdgeDeps, EdgeEnv } from "../context.ts";
import { json } from "../http/answer.ts";
import { clientAddress } from "../http/client-address.ts";
import { issuesOf } from "../http/issues.ts";
import { preferredLanguage } from "../http/language.ts";
import { jsonBody, requireAccount, sameOriginWrite } from "../http/middleware.ts";
import { problem, validationFailed } from "../http/problem.ts";
import { type ApiRoute, mount } from "./mount.ts";

type Handler = (c: EdgeContext, deps: EdgeDeps) => Promise<Response>;

export function mountAccount(app: Hono<EdgeEnv>, deps: EdgeDeps): void {
  const account = requireAccount(deps, "refused");
  const write = (route: ApiRoute, handler: Handler) =>
    mount(app, route, account, sameOriginWrite(deps), jsonBody(deps), (c: EdgeContext) =>
      handler(c, deps),
    );
  mount(app, ACCOUNT_ROUTES.getAccount, account, (c: EdgeContext) => getAccount(c, deps));
  write(ACCOUNT_ROUTES.makeDeviceCode, makeDeviceCode);
  write(ACCOUNT_ROUTES.makeRecoveryPhrase, makeRecoveryPhrase);
  write(ACCOUNT_ROUTES.joinAccount, joinAccount);
  write(ACCOUNT_ROUTES.takeAlong, takeAlong);
  write(ACCOUNT_ROUTES.signOut, signOut);
}

async function getAccount(c: EdgeContext, deps: EdgeDeps): Promise<Response> {
  const { signIn } = c.var;
  const local = await deps.authenticator.localAccount(c.req.header("cookie"));
  const summary = await deps.accounts.summary(signIn, local);
  return json({
    mode: deps.authenticator.mode,
    ...summary,
    can_sign_out: signIn.signInId !== null,
  });
}

async function makeDeviceCode(c: EdgeContext, deps: EdgeDeps): Promise<Response> {
  const body = emptyRequest.safeParse(c.var.body);
  if (!body.success) return validationFailed(issuesOf(body.error));
  if (deps.authenticator.mode !== "local") return problem("NOT_FOUND");
  const { code, hashBase64 } = await newDeviceCode();
  return json({ code, ...(await deps.accounts.makeDeviceCode(c.var.signIn, hashBase64)) }, 201);
}

async function makeRecoveryPhrase(c: EdgeContext, deps: EdgeDeps): Promise<Response> {
  const body = recoveryPhraseRequest.safeParse(c.var.body);
  if (!body.success) return validationFailed(issuesOf(body.error));
  if (deps.authenticator.mode !== "local") return problem("NOT_FOUND");
  const language = body.data.language ?? preferredLanguage(c.req.header("accept-language"));
  const { phrase, hashBase64 } = await newRecoveryPhrase(language);
  const made = await deps.accounts.setRecoveryPhrase(c.var.signIn, hashBase64);
  return json({ phrase, ...made }, 201);
}

async function joinAccount(c: EdgeContext, deps: EdgeDeps): Promise<Response> {
  const body = joinRequest.safeParse(c.var.body);
  if (!body.success) return validationFailed(issuesOf(body.error));
  if (deps.authenticator.mode !== "local") return problem("NOT_FOUND");
  const secret =
    "code" in body.data
      ? await readDeviceCode(body.data.code)
      : await readRecoveryPhrase(body.data.phrase);
  // Mistyped, and seen so without a guess.
  if (secret === null) return problem("NOT_FOUND");
  const address = clientAddress(c, deps.peerAddress, deps.trustedProxies);
  const joined = await deps.accounts.join(c.var.signIn, secret, address);
  if (joined.outcome === "NOT_FOUND") return problem("NOT_FOUND");
  if (joined.outcome === "RATE_LIMITED") {
    return problem("RATE_LIMITED", {}, { "Retry-After": String(joined.retry_after) });
  }
  deps.news.merged(c.var.signIn.accountId, joined.account_id);
  deps.accountWaker.wake();
  const issued = await deps.authenticator.issue(joined.account_id);
  return json(
    { brought_sessions: joined.brought_sessions },
    200,
    issued === null ? {} : { "Set-Cookie": issued.setCookie },
  );
}

async function takeAlong(c: EdgeContext, deps: EdgeDeps): Promise<Response> {
  const body = emptyRequest.safeParse(c.var.body);
  if (!body.success) return validationFailed(issuesOf(body.error));
  const local = await deps.authenticator.localAccount(c.req.header("cookie"));
  if (local === null) return problem("NOT_FOUND");
  const { brought_sessions } = await deps.accounts.takeAlong(c.var.signIn, local);
  deps.accountWaker.wake();
  const name = cookieName((await deps.keys.load()).installationId, deps.isHttps);
  return json({ brought_sessions }, 200, { "Set-Cookie": clearCookie(name, deps.isHttps) });
}

async function signOut(c: EdgeContext, deps: EdgeDeps): Promise<Response> {
  const body = signOutRequest.safeParse(c.var.body);
  if (!body.success) return validationFailed(issuesOf(body.error));
  const { signIn } = c.var;
  if (deps.oidc === null || signIn.signInId === null) return problem("NOT_FOUND");
  const ended = await deps.accounts.endSignIn(
    signIn,
    body.data.everywhere === true ? "all" : "this",
  );
  deps.accountWaker.wake();
  const name = cookieName((await deps.keys.load()).installationId, deps.isHttps, "sign_in");
  return json({ continue_at: await continueAt(deps, ended.id_token) }, 200, {
    "Set-Cookie": clearCookie(name, deps.isHttps),
  });
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
