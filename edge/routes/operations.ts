/** For operators and machines: health, metrics, the OpenAPI document. None needs an account. */
import type { Hono } from "hono";
import type { ServedBy } from "#shared/generate/openapi.ts";
import { API_ROUTES } from "#shared/http/http-routes.ts";
import { NOVEL_SCHEMA_PATH, novelFileSchemaJson } from "#shared/novel/novel-file.ts";
import { cookieName } from "../auth/cookies.ts";
import type { EdgeDeps, EdgeEnv } from "../requests/context.ts";
import { healthReport } from "../health.ts";
import { json, jsonText as text } from "../http/answer.ts";
import { readLimited } from "../requests/limited.ts";
import { codedBody, codedResponse } from "../http/content-coding.ts";
import { createDocuments } from "../pages/documents.ts";
import { PAGE_STYLE } from "../pages/page-style.ts";
import { mount } from "./mount.ts";

/** Of this studio; while the database is away, with a stand-in for the cookie's name. */
async function servedBy(deps: EdgeDeps): Promise<ServedBy> {
  const { mode } = deps.authenticator;
  const purpose = mode === "local" ? "account" : "sign_in";
  const name = await deps.keys.load().then(
    (ring) => cookieName(ring.installationId, deps.place, purpose),
    () => "genesis_INSTALLATION",
  );
  return { cookieName: name, mode };
}

export function mountOperations(app: Hono<EdgeEnv>, deps: EdgeDeps): void {
  mount(app, API_ROUTES.live, [], () => json({ status: "ok" }));
  mount(app, API_ROUTES.ready, [], async () => {
    const { isServing, readiness } = await healthReport(
      () => deps.operations.parts(),
      deps.hostedParts(),
    );
    return json(readiness, isServing ? 200 : 503, isServing ? {} : { "Retry-After": "1" });
  });
  app.get("/metrics", async () => {
    const { contentType, body } = await deps.metrics.render();
    return text(body, 200, { "Content-Type": contentType });
  });

  const documents = createDocuments();
  const revalidated = (contentType: string) =>
    new Headers({ "Content-Type": contentType, "Cache-Control": "no-cache" });
  app.get("/api/openapi.json", async (c) => {
    const limited = await readLimited(c, deps);
    if (limited !== null) return limited;
    const { openApi } = await documents(await servedBy(deps));
    return codedResponse(c.req, openApi, revalidated("application/json"));
  });
  app.get("/api/docs", async (c) => {
    const limited = await readLimited(c, deps);
    if (limited !== null) return limited;
    const { page } = await documents(await servedBy(deps));
    return codedResponse(c.req, page, revalidated("text/html; charset=utf-8"));
  });
  /** Made when it is asked for first, once. */
  let schema: ReturnType<typeof codedBody> | null = null;
  app.get(NOVEL_SCHEMA_PATH, async (c) => {
    const limited = await readLimited(c, deps);
    if (limited !== null) return limited;
    schema ??= codedBody(new TextEncoder().encode(novelFileSchemaJson()));
    return codedResponse(c.req, await schema, revalidated("application/schema+json"));
  });
  const style = codedBody(new TextEncoder().encode(PAGE_STYLE));
  app.get("/api/docs/style.css", async (c) => {
    return codedResponse(c.req, await style, revalidated("text/css; charset=utf-8"));
  });
}
