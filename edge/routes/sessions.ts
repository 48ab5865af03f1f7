/** Sessions: opening one, the shelf, the state, older rounds, the log. */
import type { Hono } from "hono";
import { API_ROUTES } from "#shared/http/http-routes.ts";
import type { EdgeContext, EdgeDeps, EdgeEnv } from "../requests/context.ts";
import { json, jsonText } from "../http/answer.ts";
import { clientOf } from "../requests/client.ts";
import { etagOf } from "../http/etag.ts";
import { idempotencyOf } from "../requests/idempotency.ts";
import { preferredLanguage } from "../http/language.ts";
import {
  boundedAnswer,
  jsonBody,
  requireAccount,
  sameOriginWrite,
} from "../requests/middleware.ts";
import { rateLimited } from "../requests/limited.ts";
import { openedBefore, openedSession, openingRefused } from "../requests/opened-session.ts";
import { pageOf } from "../http/page-cursor.ts";
import { pathId } from "../http/path-id.ts";
import { problem } from "../http/problem.ts";
import { traceOf } from "../requests/trace.ts";
import type { RouteContext } from "../requests/valid-request.ts";
import { mount } from "./mount.ts";

export function mountSessions(app: Hono<EdgeEnv>, deps: EdgeDeps): void {
  const account = requireAccount(deps, "refused");
  const accountOrNew = requireAccount(deps, "welcome");
  const bounded = boundedAnswer(deps);
  mount(app, API_ROUTES.createSession, [accountOrNew, sameOriginWrite(deps), jsonBody(deps)], (c) =>
    createSession(c, deps),
  );
  mount(app, API_ROUTES.listSessions, [accountOrNew, bounded], (c) => listSessions(c, deps));
  mount(app, API_ROUTES.getState, [account, bounded], (c) => getState(c, deps));
  mount(app, API_ROUTES.listProposals, [account, bounded], (c) => listProposals(c, deps));
  mount(app, API_ROUTES.getPastState, [account, bounded], (c) => getPastState(c, deps));
  mount(app, API_ROUTES.getProvenance, [account, bounded], (c) => getProvenance(c, deps));
  mount(app, API_ROUTES.listEvents, [account, bounded], (c) => listEvents(c, deps));
}

type Routes = typeof API_ROUTES;

async function createSession(
  c: RouteContext<Routes["createSession"]>,
  deps: EdgeDeps,
): Promise<Response> {
  const { title, language } = c.req.valid("json");
  const { "Idempotency-Key": key } = c.req.valid("header");
  const limited = await rateLimited(c, deps, "commands");
  if (limited !== null) return limited;
  const created = await deps.operations.createSession(
    c.var.signIn,
    {
      title: title ?? "",
      language: language ?? preferredLanguage(c.req.header("accept-language")),
    },
    await idempotencyOf(key, c.var.body),
    traceOf(c).traceparent,
    deps.limits.quotas,
    clientOf(c, deps),
  );
  switch (created.outcome) {
    case "SIGNED_OUT":
    case "TOO_MANY_OPEN":
    case "STORED_TOO_MUCH":
      return openingRefused(c, deps, created.outcome);
    case "KEY_REUSED":
      return problem("IDEMPOTENCY_KEY_REUSED");
    case "CREATED":
      deps.waker.wake(created.state.session_id);
      return openedSession(created.state);
    case "REPLAYED":
      return openedBefore(created.state);
  }
}

async function listSessions(
  c: RouteContext<Routes["listSessions"]>,
  deps: EdgeDeps,
): Promise<Response> {
  const query = c.req.valid("query");
  const limited = await rateLimited(c, deps, "reads");
  if (limited !== null) return limited;
  const { sessions, next } = await deps.operations.listSessions(c.var.signIn, pageOf(query), {
    search: query.search ?? null,
    archived: query.archived === undefined ? null : query.archived === "true",
    deleted: query.deleted === "true",
  });
  return json({ sessions, next });
}

async function getState(c: EdgeContext, deps: EdgeDeps): Promise<Response> {
  const limited = await rateLimited(c, deps, "reads");
  if (limited !== null) return limited;
  const id = pathId(c.req.param("session_id"));
  if (id === null) return problem("NOT_FOUND");
  const state = await deps.operations.sessionState(c.var.signIn, id);
  if (state === null) return problem("NOT_FOUND");
  return jsonText(state, 200, {
    ETag: await etagOf(state),
    "Cache-Control": "private, no-cache",
  });
}

async function listProposals(
  c: RouteContext<Routes["listProposals"]>,
  deps: EdgeDeps,
): Promise<Response> {
  const query = c.req.valid("query");
  const limited = await rateLimited(c, deps, "reads");
  if (limited !== null) return limited;
  const id = pathId(c.req.param("session_id"));
  if (id === null) return problem("NOT_FOUND");
  const found = await deps.operations.listProposals(
    c.var.signIn,
    id,
    query.stage ?? null,
    pageOf(query),
  );
  return found === null ? problem("NOT_FOUND") : jsonText(found);
}

async function getProvenance(
  c: RouteContext<Routes["getProvenance"]>,
  deps: EdgeDeps,
): Promise<Response> {
  const { stage, pointer, before, limit } = c.req.valid("query");
  const limited = await rateLimited(c, deps, "reads");
  if (limited !== null) return limited;
  const id = pathId(c.req.param("session_id"));
  if (id === null) return problem("NOT_FOUND");
  const found = await deps.operations.provenance(c.var.signIn, id, stage, pointer, {
    before: before ?? null,
    limit,
  });
  return found === null ? problem("NOT_FOUND") : jsonText(found);
}

async function getPastState(
  c: RouteContext<Routes["getPastState"]>,
  deps: EdgeDeps,
): Promise<Response> {
  const { version } = c.req.valid("query");
  const limited = await rateLimited(c, deps, "reads");
  if (limited !== null) return limited;
  const id = pathId(c.req.param("session_id"));
  if (id === null) return problem("NOT_FOUND");
  const found = await deps.operations.pastState(c.var.signIn, id, version);
  return found === null ? problem("NOT_FOUND") : jsonText(found);
}

async function listEvents(
  c: RouteContext<Routes["listEvents"]>,
  deps: EdgeDeps,
): Promise<Response> {
  const { after = 0, limit } = c.req.valid("query");
  const limited = await rateLimited(c, deps, "reads");
  if (limited !== null) return limited;
  const id = pathId(c.req.param("session_id"));
  if (id === null) return problem("NOT_FOUND");
  const found = await deps.operations.listEvents(c.var.signIn, id, after, limit);
  return found === null ? problem("NOT_FOUND") : jsonText(found);
}
