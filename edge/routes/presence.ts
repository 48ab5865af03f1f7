/** Presence: a window says that it has a book open, and hears of the account's others. */
import type { Hono } from "hono";
import { API_ROUTES } from "#shared/http/http-routes.ts";
import { browserName } from "../auth/browser-name.ts";
import type { EdgeDeps, EdgeEnv } from "../requests/context.ts";
import { jsonText } from "../http/answer.ts";
import { rateLimited } from "../requests/limited.ts";
import { jsonBody, requireAccount, sameOriginWrite } from "../requests/middleware.ts";
import { pathId } from "../http/path-id.ts";
import { problem } from "../http/problem.ts";
import type { RouteContext } from "../requests/valid-request.ts";
import { mount } from "./mount.ts";

export function mountPresence(app: Hono<EdgeEnv>, deps: EdgeDeps): void {
  mount(
    app,
    API_ROUTES.sayPresence,
    [requireAccount(deps, "refused"), sameOriginWrite(deps), jsonBody(deps)],
    (c) => sayPresence(c, deps),
  );
}

async function sayPresence(
  c: RouteContext<(typeof API_ROUTES)["sayPresence"]>,
  deps: EdgeDeps,
): Promise<Response> {
  const said = c.req.valid("json");
  // It is asked every few seconds, and stores nothing that lasts.
  const limited = await rateLimited(c, deps, "reads");
  if (limited !== null) return limited;
  const session = pathId(c.req.param("session_id"));
  if (session === null) return problem("NOT_FOUND");
  const found = await deps.operations.seeWindow(c.var.signIn, session, {
    windowId: said.window_id,
    device: browserName(c.req.header("user-agent")),
    stage: said.stage ?? null,
    isEditing: said.is_editing ?? false,
    isOpen: said.is_open ?? true,
  });
  return found === null ? problem("NOT_FOUND") : jsonText(found);
}
