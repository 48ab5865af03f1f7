/** For operators and machines: health, metrics, the OpenAPI document. None needs an account. */
import type { Hono } from "hono";
import { openApiDocument } from "#shared/generate/openapi.ts";
import { API_ROUTES } from "#shared/http-routes.ts";
import type { EdgeDeps, EdgeEnv } from "../context.ts";
import { healthReport } from "../health.ts";
import { json } from "../http/answer.ts";
import { docsPage } from "../pages/docs-page.ts";
import { html } from "../pages/html.ts";
import { PAGE_STYLE } from "../pages/page-style.ts";
import { mount } from "./mount.ts";

export function mountOperations(app: Hono<EdgeEnv>, deps: EdgeDeps): void {
  mount(app, API_ROUTES.live, () => json({ status: "ok" }));
  mount(app, API_ROUTES.ready, async () => {
    const { isServing, readiness } = await healthReport(
      () => deps.operations.parts(),
      deps.hostedParts(),
    );
    return json(readiness, isServing ? 200 : 503, isServing ? {} : { "Retry-After": "1" });
  });
  app.get("/metrics", async () => {
    const { contentType, body } = await deps.metrics.render();
    return new Response(body, {
      headers: { "Content-Type": contentType, "Cache-Control": "no-store" },
    });
  });

  // Made at the first request: most processes are never asked.
  let document: ReturnType<typeof openApiDocument> | null = null;
  const openApi = () => (document ??= openApiDocument());
  app.get("/api/openapi.json", () => json(openApi(), 200, { "Cache-Control": "no-cache" }));
  app.get("/api/docs", () => html(docsPage(openApi())));
  app.get("/api/docs/style.css", () => {
    return new Response(PAGE_STYLE, {
      headers: { "Content-Type": "text/css; charset=utf-8", "Cache-Control": "no-cache" },
    });
  });
}
