/** What a known path answers to any other method: 405 with Allow, and to OPTIONS what it takes. */
import type { Hono } from "hono";
import type { EdgeEnv } from "../requests/context.ts";
import { problem } from "../http/problem.ts";

/** Mounted behind the routes of the API: it looks at what is there. */
export function mountOtherMethods(app: Hono<EdgeEnv>): void {
  const methodsOf = new Map<string, Set<string>>();
  for (const { path, method } of app.routes) {
    if (method === "ALL") continue;
    const methods = methodsOf.get(path) ?? new Set();
    methods.add(method);
    // Hono answers HEAD as GET without its body.
    if (method === "GET") methods.add("HEAD");
    methodsOf.set(path, methods);
  }
  for (const [path, methods] of methodsOf) {
    const headers = { Allow: [...methods, "OPTIONS"].sort().join(", ") };
    app.options(path, () => new Response(null, { status: 204, headers }));
    app.all(path, () => problem("METHOD_NOT_ALLOWED", {}, headers));
  }
}
