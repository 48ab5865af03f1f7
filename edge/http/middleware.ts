/** The steps before a handler, in the contract's order: account, same origin, body. */
import type { MiddlewareHandler } from "hono";
import { isSameOriginWrite } from "../auth/same-origin.ts";
import type { EdgeDeps, EdgeEnv } from "../context.ts";
import { readJsonBody } from "./body.ts";
import { problem, validationFailed } from "./problem.ts";

type Middleware = MiddlewareHandler<EdgeEnv>;

/**
 * 401 without an account.
 * @param anonymous `welcome`: one without a cookie gets a new account with a good answer
 */
export function requireAccount(deps: EdgeDeps, anonymous: "refused" | "welcome"): Middleware {
  return async (c, next) => {
    const auth = await deps.authenticator.authenticate(c.req.header("cookie"));
    if (auth.outcome === "SIGNED_IN") {
      c.set("signIn", auth.signIn);
      return next();
    }
    if (auth.outcome === "REFUSED" || anonymous === "refused") return problem("UNAUTHENTICATED");
    const issued = await deps.authenticator.issue();
    c.set("signIn", issued.signIn);
    await next();
    if (c.res.ok) c.res.headers.append("Set-Cookie", issued.setCookie);
    return undefined;
  };
}

/** 403 for a write from another site. */
export function sameOriginWrite(deps: EdgeDeps): Middleware {
  return async (c, next) => {
    const headers = {
      origin: c.req.header("origin"),
      secFetchSite: c.req.header("sec-fetch-site"),
      host: c.req.header("host"),
    };
    return isSameOriginWrite(deps.originPolicy, headers) ? next() : problem("CSRF_REJECTED");
  };
}

/** 415, 413, 400, and the part of 422 that holds for every body; leaves the body in the context. */
export function jsonBody(): Middleware {
  return async (c, next) => {
    const body = await readJsonBody(c.req);
    if (body.outcome === "VALIDATION_FAILED") return validationFailed(body.issues);
    if (body.outcome !== "PARSED") return problem(body.outcome);
    c.set("body", body.value);
    return next();
  };
}
