/** The steps before a handler, in the contract's order: account, same origin, body. */
import type { MiddlewareHandler } from "hono";
import { browserName } from "../auth/browser-name.ts";
import type { SignIn } from "../auth/account-cookie.ts";
import { isSameOriginWrite } from "../http/same-origin.ts";
import type { EdgeContext, EdgeDeps, EdgeEnv } from "./context.ts";
import { hasCredential } from "../database/database.ts";
import { lengthOf } from "./answers-under-way.ts";
import { readJsonBody } from "../http/body.ts";
import { isNotModified } from "../http/etag.ts";
import { askingOf, tooManyAnswers, tooManyTokens } from "./limited.ts";
import { compressAnswer, tellCoding } from "./compressed-answer.ts";
import { clientAddress } from "../http/client-address.ts";
import { clientOf } from "./client.ts";
import { problem, validationFailed } from "../http/problem.ts";
import { outOfScope } from "./scope.ts";
import { withSeenPosition } from "./seen-position.ts";

/** What is still to come of the body is not read. */
const CLOSE = { Connection: "close" };

type Middleware = MiddlewareHandler<EdgeEnv>;

/** A write's scope is asked behind its origin, as the contract orders the errors. */
export const READS: ReadonlySet<string> = new Set(["GET", "HEAD"]);

/**
 * 401 without an account, and 403 for a program that may not read this.
 * @param anonymous `welcome`: one without a cookie gets a new account with a good answer
 */
export function requireAccount(deps: EdgeDeps, anonymous: "refused" | "welcome"): Middleware {
  return async (c, next) => {
    const auth = await deps.authenticator.authenticate({
      cookie: c.req.header("cookie"),
      authorization: c.req.header("authorization"),
      address: clientAddress(c, deps.peerAddress, deps.trustedProxies),
    });
    if (auth.outcome === "TOO_MANY") return tooManyTokens(c, deps, auth.retryAfterSeconds);
    if (auth.outcome === "SIGNED_IN") {
      c.set("signIn", auth.signIn);
      const refusal = READS.has(c.req.method) ? outOfScope(c, deps, c.var.needs) : null;
      if (refusal !== null) return refusal;
      await withSeenPosition(c, deps, auth.signIn, next);
      if (isRefusedUnasked(c.res, auth.signIn)) {
        const { is_signed_in } = await deps.accounts.signInStatus(auth.signIn);
        // Who is not signed in is told that and nothing else: 401 is the errors' first row.
        if (!is_signed_in) {
          // Else Hono would keep the refusal's headers, such as when to try again.
          c.res = undefined;
          c.res = problem("UNAUTHENTICATED");
          deps.refusals.add("refused.credential", clientOf(c, deps), auth.signIn.accountId);
        }
      }
      if (c.var.isStream === true || c.res.status < 400) {
        deps.seenBrowsers.saw(auth.signIn, browserName(c.req.header("user-agent")));
      }
      return undefined;
    }
    const isWelcome = auth.outcome === "ANONYMOUS" && anonymous === "welcome";
    const issued = isWelcome ? await deps.authenticator.issue() : null;
    if (issued === null) {
      if (auth.outcome === "REFUSED") deps.refusals.add("refused.credential", clientOf(c, deps));
      return problem("UNAUTHENTICATED");
    }
    c.set("signIn", issued.signIn);
    await next();
    if (c.res.ok) c.res.headers.append("Set-Cookie", issued.setCookie);
    return undefined;
  };
}

/** Refused for the request's form, before the operation that would have asked for the sign-in. */
function isRefusedUnasked(response: Response, signIn: SignIn): boolean {
  return response.status >= 400 && hasCredential(signIn) && !signIn.isAsked;
}

/**
 * For answers that may be large: their bytes have bounds, and one that is not read is cut. 429 where
 * whoever asks has too many open.
 */
export function boundedAnswer(deps: EdgeDeps): Middleware {
  const { cut } = deps;
  return async (c, next) => {
    const place = await deps.answers.take(askingOf(c, deps));
    if (place === null) return tooManyAnswers(c, deps);
    try {
      await next();
      place.made(lengthOf(c.res));
      if (isKnownAlready(c)) replace(c, notModified(c));
      await compressAnswer(c);
      // The answer to HEAD is thrown away unread.
      if (c.req.method === "HEAD") place.giveBack();
      else c.res = await place.send(c.res, () => cut(c));
    } catch (error) {
      place.giveBack();
      throw error;
    }
    return undefined;
  };
}

/** Set over another, an answer would inherit that one's headers. */
export function replace(c: EdgeContext, answer: Response): void {
  c.res = undefined;
  c.res = answer;
}

function isKnownAlready(c: EdgeContext): boolean {
  const etag = c.res.headers.get("etag");
  return (
    c.res.status === 200 && etag !== null && isNotModified(c.req.header("if-none-match"), etag)
  );
}

function notModified(c: EdgeContext): Response {
  const headers = new Headers(c.res.headers);
  tellCoding(c, headers);
  for (const name of ["content-type", "content-length"]) headers.delete(name);
  return new Response(null, { status: 304, headers });
}

/** 403 for a write from another site, and for one that a program may not do. */
export function sameOriginWrite(deps: EdgeDeps): Middleware {
  return async (c, next) => {
    const headers = {
      origin: c.req.header("origin"),
      secFetchSite: c.req.header("sec-fetch-site"),
      host: c.req.header("host"),
    };
    if (isSameOriginWrite(deps.originPolicy, headers)) {
      return outOfScope(c, deps, c.var.needs) ?? next();
    }
    deps.refusals.add("refused.cross_site", clientOf(c, deps), c.var.signIn.accountId);
    return problem("CSRF_REJECTED");
  };
}

/** 415, 413, 408, 400, and the part of 422 that holds for every body; leaves the body in the context. */
export function jsonBody(deps: EdgeDeps): Middleware {
  return async (c, next) => {
    const body = await readJsonBody(c.req, deps.bodyDeadlineMs);
    if (body.outcome === "VALIDATION_FAILED") return validationFailed(body.issues);
    if (body.outcome === "REQUEST_TIMEOUT") return problem(body.outcome, {}, CLOSE);
    if (body.outcome !== "PARSED") return problem(body.outcome);
    c.set("body", body.value);
    return next();
  };
}
