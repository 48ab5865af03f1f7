/** Mounts a handler on a route of shared-types: method and path are written there only. */
import type { Handler, Hono, MiddlewareHandler } from "hono";
import type { EdgeEnv } from "../context.ts";

export interface ApiRoute {
  readonly method: string;
  getRoutingPath(): string;
}

export function mount(
  app: Hono<EdgeEnv>,
  route: ApiRoute,
  ...handlers: readonly (MiddlewareHandler<EdgeEnv> | Handler<EdgeEnv>)[]
): void {
  app.on(route.method.toUpperCase(), [route.getRoutingPath()], ...handlers);
}
