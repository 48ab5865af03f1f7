/** For operators and machines: health, metrics, the OpenAPI document. None needs an account. */
import type { Hono } from "hono";
import { openApiDocument } from "#shared/generate/openapi.ts";
import { API_ROUTES } from "#shared/http-routes.ts";
import { cookieName } from "../auth/cookies.ts";
import type { EdgeDeps, EdgeEnv } from "../context.ts";
import { healthReport } from "../health.ts";
import { json } from "../http/answer.ts";
import { docsPage } from "../pages/docs-page.ts";
import { html } from "../pages/html.ts";
import { PAGE_STYLE } from "../pages/page-style.ts";
import { mount } from "./mount.ts";

/** The document of this studio; while the database is away, with a stand-in for the cookie's name. */
async function openApiOf(deps: EdgeDeps): Promise<ReturnType<typeof openApiDocument>> {
  const { mode } = deps.authenticator;
  const purpose = mode === "local" ? "account" : "sign_in";
  const name = await deps.keys.load().then(
    (ring) => cookieName(ring.installationId, deps.isHttps, purpose),
    () => "genesis_INSTALLATION",
  );
  return openApiDocument({ cookieName: name, mode });
}

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

  app.get("/api/openapi.json", async () => {
    return json(await openApiOf(deps), 200, { "Cache-Control": "no-cache" });
  });
  app.get("/api/docs", async () => html(docsPage(await openApiOf(deps))));
  app.get("/api/docs/style.css", () => {
    return new Response(PAGE_STYLE, {
      headers: { "Content-Type": "text/css; charset=utf-8", "Cache-Control": "no-cache" },
    });
  });
}
