/** GET …/events/stream: checks who asks and from where, then hands the sink to the hub. */
import type { Hono } from "hono";
import { API_ROUTES } from "#shared/http-routes.ts";
import type { EdgeContext, EdgeDeps, EdgeEnv } from "../context.ts";
import { requireAccount } from "../http/middleware.ts";
import { problem } from "../http/problem.ts";
import { pathId } from "../http/query.ts";
import { securityHeaders } from "../http/security-headers.ts";
import { streamStart } from "../stream/start.ts";
import { mount } from "./mount.ts";

export function mountStream(app: Hono<EdgeEnv>, deps: EdgeDeps): void {
  mount(app, API_ROUTES.streamEvents, requireAccount(deps, "refused"), (c: EdgeContext) =>
    streamEvents(c, deps),
  );
}

async function streamEvents(c: EdgeContext, deps: EdgeDeps): Promise<Response> {
  const session = pathId(c.req.param("session_id"));
  if (session === null) return problem("NOT_FOUND");
  const { accountId, keyId } = c.var.signIn;
  const position = await deps.operations.streamPosition(accountId, session);
  if (position.outcome === "NOT_FOUND") return problem("NOT_FOUND");
  const headers = {
    "Content-Type": "text/event-stream; charset=utf-8",
    "Cache-Control": "no-store, no-transform",
    // nginx would keep blocks back otherwise.
    "X-Accel-Buffering": "no",
    ...securityHeaders(deps.isHttps),
  };
  if (c.req.method === "HEAD") return new Response(null, { headers });
  const cursor = c.req.header("last-event-id") ?? c.req.query("after");
  const start = streamStart(cursor, position.version);
  const { sink, response } = deps.openStream(c, headers);
  c.set("isStream", true);
  deps.hub.open(session.toLowerCase(), keyId, start, position.version, sink);
  return response;
}
