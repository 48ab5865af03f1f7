/** Mounts a handler on a route of shared-types: method, path and schemas are written there only. */
import type { Hono, MiddlewareHandler } from "hono";
import { isPutOff, scopeOf } from "#shared/http/route-scopes.ts";
import type { EdgeEnv } from "../requests/context.ts";
import { maintenanceProblem } from "../http/problem.ts";
import { type ApiRoute, type RouteContext, validRequest } from "../requests/valid-request.ts";

/** @param before what comes before the request is parsed: account, same origin, the body's bytes */
export function mount<R extends ApiRoute>(
  app: Hono<EdgeEnv>,
  route: R,
  before: readonly MiddlewareHandler<EdgeEnv>[],
  handler: (c: RouteContext<R>) => Response | Promise<Response>,
): void {
  const method = route.method.toUpperCase();
  const path = route.getRoutingPath();
  const needs = scopeOf(route);
  const writes = isPutOff(route);
  const marked: MiddlewareHandler<EdgeEnv> = async (c, next) => {
    const maintenance = writes ? await c.var.maintenance() : null;
    if (maintenance !== null) return maintenanceProblem(maintenance);
    c.set("needs", needs);
    return next();
  };
  app.on(method, [path], marked, ...before, validRequest(route), handler);
}
