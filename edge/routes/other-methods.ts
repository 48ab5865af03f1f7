/**
 * What a known path answers to any other method: 405 with Allow, and to OPTIONS, which needs no account,
 * what it takes. Below the API's base everything asks for an account first, also what is not there.
 */
import type { Hono, MiddlewareHandler } from "hono";
import { API_BASE } from "#shared/http/http.ts";
import type { EdgeDeps, EdgeEnv } from "../requests/context.ts";
import { problem } from "../http/problem.ts";
import { READS, requireAccount, sameOriginWrite } from "../requests/middleware.ts";

/** Mounted behind the routes and the pages: it looks at what is there. */
export function mountOtherMethods(app: Hono<EdgeEnv>, deps: EdgeDeps): void {
  const account = requireAccount(deps, "refused");
  const sameOrigin = sameOriginWrite(deps);
  const reading: MiddlewareHandler<EdgeEnv> = (c, next) => {
    c.set("needs", "read");
    return next();
  };
  const write: MiddlewareHandler<EdgeEnv> = (c, next) =>
    READS.has(c.req.method) ? next() : sameOrigin(c, next);
  for (const [path, methods] of methodsOf(app)) {
    const headers = { Allow: [...methods, "OPTIONS"].sort().join(", ") };
    const other = () => problem("METHOD_NOT_ALLOWED", {}, headers);
    app.options(path, () => new Response(null, { status: 204, headers }));
    if (path.startsWith(API_BASE)) app.all(path, reading, account, write, other);
    else app.all(path, other);
  }
  app.all(`${API_BASE}/*`, reading, account, write, () => problem("NOT_FOUND"));
}

/** Paths without a parameter first: `/sessions/import` is one of `/sessions/:session_id` as well. */
function methodsOf(app: Hono<EdgeEnv>): readonly (readonly [string, ReadonlySet<string>])[] {
  const found = new Map<string, Set<string>>();
  for (const { path, method } of app.routes) {
    if (method === "ALL") continue;
    const methods = found.get(path) ?? new Set();
    methods.add(method);
    // Hono answers HEAD as GET without its body.
    if (method === "GET") methods.add("HEAD");
    found.set(path, methods);
  }
  const parameters = (path: string) => path.split(":").length;
  return [...found].sort(([a], [b]) => parameters(a) - parameters(b));
}
