/** `POST /mcp`: the MCP server over this app's own routes. Its code is loaded when it is first asked. */
import type { Hono, MiddlewareHandler } from "hono";
import { MCP_ROUTES } from "#shared/http/mcp-routes.ts";
import type { EdgeContext, EdgeDeps, EdgeEnv } from "../requests/context.ts";
import { askingOf, rateLimited, tooManyAnswers } from "../requests/limited.ts";
import { jsonBody, requireAccount, sameOriginWrite } from "../requests/middleware.ts";
import { problem } from "../http/problem.ts";
import { apiRequest } from "../mcp/api-request.ts";
import type { CallApiUntil } from "../mcp/tool.ts";
import { withinBounds } from "../mcp/within-bounds.ts";
import { mount } from "./mount.ts";

export function mountMcp(app: Hono<EdgeEnv>, deps: EdgeDeps): void {
  const account = requireAccount(deps, "refused");
  const before = [account, sameOriginWrite(deps), jsonBody(deps), bounded(deps)];
  mount(app, MCP_ROUTES.mcp, before, (c) => serveMcp(c, c.req.valid("json"), app, deps));
  mount(app, MCP_ROUTES.mcpBelowBase, before, (c) => serveMcp(c, c.req.valid("json"), app, deps));
}

async function serveMcp(
  c: EdgeContext,
  message: unknown,
  app: Hono<EdgeEnv>,
  deps: EdgeDeps,
): Promise<Response> {
  // By a token alone: a browser's cookie is not for an assistant.
  if (c.var.signIn.program === undefined) return problem("UNAUTHENTICATED");
  const limited = await rateLimited(c, deps, "reads");
  if (limited !== null) return limited;
  const { answerMcp } = await import("../mcp/answer-mcp.ts");
  return answerMcp(c.req.raw, message, callWithin(c, app));
}

function bounded(deps: EdgeDeps): MiddlewareHandler<EdgeEnv> {
  const { answers, cut } = deps;
  return async (c, next) => {
    const room = { answers, asking: askingOf(c, deps), cut: () => cut(c) };
    return (await withinBounds(c, room, next)) ? undefined : tooManyAnswers(c, deps);
  };
}

/** Each call is a request of its own to this app, with what the program came with. */
function callWithin(c: EdgeContext, app: Hono<EdgeEnv>): CallApiUntil {
  const headers = new Headers(c.req.raw.headers);
  for (const name of ["accept", "content-length", "content-type", "transfer-encoding"]) {
    headers.delete(name);
  }
  const { origin } = new URL(c.req.url);
  const gone = c.req.raw.signal;
  return async (call, signal) => {
    const until = AbortSignal.any([gone, signal]);
    until.throwIfAborted();
    return app.fetch(apiRequest(call, origin, headers, until), c.env);
  };
}
