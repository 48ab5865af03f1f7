/** Branches: a new session from a version of another, and the map of a book's branches. */
import type { Hono } from "hono";
import { API_ROUTES } from "#shared/http/http-routes.ts";
import type { EdgeContext, EdgeDeps, EdgeEnv } from "../requests/context.ts";
import { jsonText } from "../http/answer.ts";
import {
  boundedAnswer,
  jsonBody,
  requireAccount,
  sameOriginWrite,
} from "../requests/middleware.ts";
import { rateLimited } from "../requests/limited.ts";
import { openedSession, openingRefused } from "../requests/opened-session.ts";
import { pathId } from "../http/path-id.ts";
import { problem, validationFailed } from "../http/problem.ts";
import { traceparentOf } from "../requests/trace.ts";
import type { RouteContext } from "../requests/valid-request.ts";
import { mount } from "./mount.ts";

export function mountBranches(app: Hono<EdgeEnv>, deps: EdgeDeps): void {
  const account = requireAccount(deps, "refused");
  const bounded = boundedAnswer(deps);
  mount(
    app,
    API_ROUTES.createBranch,
    [account, sameOriginWrite(deps), jsonBody(deps), bounded],
    (c) => createBranch(c, deps),
  );
  mount(app, API_ROUTES.listBranches, [account, bounded], (c) => listBranches(c, deps));
}

async function createBranch(
  c: RouteContext<(typeof API_ROUTES)["createBranch"]>,
  deps: EdgeDeps,
): Promise<Response> {
  const branch = c.req.valid("json");
  // Repeating generations counts as starting one.
  const rates = branch.replay_with === undefined ? [] : (["generation"] as const);
  const limited = await rateLimited(c, deps, "commands", ...rates);
  if (limited !== null) return limited;
  const session = pathId(c.req.param("session_id"));
  if (session === null) return problem("NOT_FOUND");
  const created = await deps.operations.branchSession(
    c.var.signIn,
    session,
    {
      version: branch.version,
      title: branch.title ?? null,
      replayWith: branch.replay_with ?? null,
    },
    traceparentOf(c.req),
    deps.limits.quotas,
  );
  switch (created.outcome) {
    case "SIGNED_OUT":
    case "TOO_MANY_OPEN":
    case "STORED_TOO_MUCH":
      return openingRefused(c, deps, created.outcome);
    case "NOT_FOUND":
      return problem("NOT_FOUND");
    case "VALIDATION_FAILED":
      return validationFailed(created.issues);
    case "CREATED":
      deps.waker.wake();
      return openedSession(created.state);
  }
}

async function listBranches(c: EdgeContext, deps: EdgeDeps): Promise<Response> {
  const limited = await rateLimited(c, deps, "reads");
  if (limited !== null) return limited;
  const session = pathId(c.req.param("session_id"));
  if (session === null) return problem("NOT_FOUND");
  const found = await deps.operations.listBranches(c.var.signIn, session);
  return found === null ? problem("NOT_FOUND") : jsonText(found);
}
