/** The next book of a finished one's world. */
import type { Hono } from "hono";
import { NOVEL_ROUTES } from "#shared/http/novel-routes.ts";
import type { EdgeDeps, EdgeEnv } from "../requests/context.ts";
import { clientOf } from "../requests/client.ts";
import { idempotencyOf } from "../requests/idempotency.ts";
import { rateLimited } from "../requests/limited.ts";
import { openedBefore, openedSession, openingRefused } from "../requests/opened-session.ts";
import { jsonBody, requireAccount, sameOriginWrite } from "../requests/middleware.ts";
import { pathId } from "../http/path-id.ts";
import { problem } from "../http/problem.ts";
import { traceparentOf } from "../requests/trace.ts";
import type { RouteContext } from "../requests/valid-request.ts";
import { mount } from "./mount.ts";

type Context = RouteContext<typeof NOVEL_ROUTES.beginSequel>;

export function mountSequels(app: Hono<EdgeEnv>, deps: EdgeDeps): void {
  const before = [requireAccount(deps, "refused"), sameOriginWrite(deps), jsonBody(deps)];
  mount(app, NOVEL_ROUTES.beginSequel, before, (c) => beginSequel(c, deps));
}

async function beginSequel(c: Context, deps: EdgeDeps): Promise<Response> {
  const { title, language } = c.req.valid("json");
  const { "Idempotency-Key": key } = c.req.valid("header");
  const limited = await rateLimited(c, deps, "commands");
  if (limited !== null) return limited;
  const novel_id = pathId(c.req.param("novel_id"));
  if (novel_id === null) return problem("NOT_FOUND");
  const begun = await deps.operations.beginSequel(
    c.var.signIn,
    { novel_id, title: title ?? "", language: language ?? null },
    // A key that opened a session, or another book's sequel, is another request's.
    await idempotencyOf(key, asked(novel_id, c.var.body)),
    traceparentOf(c.req),
    deps.limits.quotas,
    clientOf(c, deps),
  );
  switch (begun.outcome) {
    case "NOT_FOUND":
      return problem("NOT_FOUND");
    case "SIGNED_OUT":
    case "TOO_MANY_OPEN":
    case "STORED_TOO_MUCH":
      return openingRefused(c, deps, begun.outcome);
    case "KEY_REUSED":
      return problem("IDEMPOTENCY_KEY_REUSED");
    case "CREATED":
      deps.waker.wake();
      return openedSession(begun.state);
    case "REPLAYED":
      return openedBefore(begun.state);
  }
}

function asked(novel_id: string, body: unknown) {
  return { sequel_of: novel_id, body };
}
