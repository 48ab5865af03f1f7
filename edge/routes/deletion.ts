/** Deleting a session, and taking that back. */
import type { Hono } from "hono";
import { API_ROUTES } from "#shared/http/http-routes.ts";
import type { EdgeContext, EdgeDeps, EdgeEnv } from "../requests/context.ts";
import { clientOf } from "../requests/client.ts";
import { rateLimited } from "../requests/limited.ts";
import { requireAccount, sameOriginWrite } from "../requests/middleware.ts";
import { pathId } from "../http/path-id.ts";
import { problem } from "../http/problem.ts";
import { traceOf } from "../requests/trace.ts";
import { mount } from "./mount.ts";

type Done = { readonly outcome: string };

export function mountDeletion(app: Hono<EdgeEnv>, deps: EdgeDeps): void {
  const account = requireAccount(deps, "refused");
  const write = sameOriginWrite(deps);
  mount(app, API_ROUTES.deleteSession, [account, write], (c) =>
    change(c, deps, (session, traceparent) =>
      deps.operations.deleteSession(c.var.signIn, session, traceparent, clientOf(c, deps)),
    ),
  );
  mount(app, API_ROUTES.restoreSession, [account, write], (c) =>
    change(c, deps, (session, traceparent) =>
      deps.operations.restoreSession(
        c.var.signIn,
        session,
        deps.graceDays,
        traceparent,
        clientOf(c, deps),
      ),
    ),
  );
}

/** 204, or 404 where there is no such session, or no longer. */
async function change(
  c: EdgeContext,
  deps: EdgeDeps,
  ask: (session: string, traceparent: string) => Promise<Done>,
): Promise<Response> {
  const limited = await rateLimited(c, deps, "commands");
  if (limited !== null) return limited;
  const session = pathId(c.req.param("session_id"));
  if (session === null) return problem("NOT_FOUND");
  const { outcome } = await ask(session, traceOf(c).traceparent);
  if (outcome === "NOT_FOUND") return problem("NOT_FOUND");
  deps.waker.wake(session);
  return new Response(null, { status: 204, headers: { "Cache-Control": "no-store" } });
}
