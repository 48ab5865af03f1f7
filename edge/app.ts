/** The edge's app: the same on Node and Deno; what differs comes with its dependencies. */
import { Hono } from "hono";
import { matchedRoutes } from "hono/route";
import { getPath } from "hono/utils/url";
import type { EdgeContext, EdgeDeps, EdgeEnv } from "./requests/context.ts";
import { ProviderUnavailable } from "./auth/oidc-provider.ts";
import { SignInEnded } from "./database/database.ts";
import { databaseProblem } from "#runtime/postgres/database-fault.ts";
import { isUnavailable } from "#runtime/postgres/failure.ts";
import { API_BASE } from "#shared/http/http.ts";
import { isDirectedHere } from "./http/allowed-hosts.ts";
import { clientOf } from "./requests/client.ts";
import { compressAnswer } from "./requests/compressed-answer.ts";
import { DISK_FULL_PROBLEM, problem } from "./http/problem.ts";
import { traceOf } from "./requests/trace.ts";
import { pageBelow, pathBelow } from "./http/public-place.ts";
import { securityHeaders } from "./http/security-headers.ts";
import { html } from "./pages/html.ts";
import { signInPage } from "./pages/sign-in-page.ts";
import { mountAccountAccess } from "./routes/account-access.ts";
import { mountAccountExport } from "./routes/account-export.ts";
import { mountAccountTokens } from "./routes/account-tokens.ts";
import { mountAccountWebhooks } from "./routes/account-webhooks.ts";
import { mountAccount } from "./routes/account.ts";
import { mountCommands } from "./routes/commands.ts";
import { mountLog } from "./routes/log.ts";
import { mountModelSettings } from "./routes/model-settings.ts";
import { mountBranches } from "./routes/branches.ts";
import { mountDeletion } from "./routes/deletion.ts";
import { mountMcp } from "./routes/mcp.ts";
import { mountMaterials } from "./routes/materials.ts";
import { mountNovels } from "./routes/novels.ts";
import { mountOtherMethods } from "./routes/other-methods.ts";
import { mountOperations } from "./routes/operations.ts";
import { mountPresence } from "./routes/presence.ts";
import { mountAssets, mountPages } from "./routes/pages.ts";
import { mountSignIn } from "./routes/sign-in.ts";
import { mountSecurityTxt } from "./routes/security-txt.ts";
import { mountSessions } from "./routes/sessions.ts";
import { mountStream } from "./routes/stream.ts";

const CATCH_ALL = "/*";
const METHODS = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);

export function createApp(deps: EdgeDeps): Hono<EdgeEnv> {
  const { base, isHttps } = deps.place;
  const app = new Hono<EdgeEnv>(
    base === "" ? {} : { getPath: (request) => pathBelow(base, getPath(request)) },
  );
  const headers = Object.entries(securityHeaders(isHttps));

  app.use(async (c, next) => {
    const startedAt = performance.now();
    c.set("maintenance", deps.maintenance);
    await next();
    // A stream's response went out beside Hono: what stands here is a constant of the adapter.
    if (c.var.isStream !== true) {
      const location = c.res.headers.get("Location");
      if (location?.startsWith("/")) c.res.headers.set("Location", base + location);
      await compressAnswer(c);
      for (const [name, value] of headers) c.res.headers.set(name, value);
    }
    const status = c.var.isStream === true ? 200 : c.res.status;
    const seconds = (performance.now() - startedAt) / 1_000;
    if (deps.tracer.isOn && c.req.path.startsWith(API_BASE)) {
      const endMs = Date.now();
      deps.tracer.record({
        ...traceOf(c),
        name: `${methodLabel(c.req.method)} ${routeLabel(c)}`,
        kind: "server",
        startMs: endMs - seconds * 1_000,
        endMs,
        attributes: {
          "http.request.method": methodLabel(c.req.method),
          "http.route": routeLabel(c),
          "http.response.status_code": status,
        },
        ...(status >= 500 ? { error: String(status) } : {}),
      });
    }
    deps.metrics.requestFinished(routeLabel(c), methodLabel(c.req.method), status, seconds);
  });

  app.use(async (c, next) => {
    const { path, url } = c.req;
    const isHere = isDirectedHere(deps.allowedHosts, { path, url, host: c.req.header("host") });
    return isHere ? next() : problem("MISDIRECTED");
  });

  mountSessions(app, deps);
  mountBranches(app, deps);
  mountPresence(app, deps);
  mountDeletion(app, deps);
  mountCommands(app, deps);
  mountStream(app, deps);
  mountNovels(app, deps);
  mountMaterials(app, deps);
  mountAccount(app, deps);
  mountAccountAccess(app, deps);
  mountAccountTokens(app, deps);
  mountAccountWebhooks(app, deps);
  mountAccountExport(app, deps);
  mountLog(app, deps);
  mountModelSettings(app, deps);
  mountMcp(app, deps);
  mountOperations(app, deps);
  mountSignIn(app, deps);
  mountSecurityTxt(app, deps);
  mountPages(app, deps);
  mountOtherMethods(app, deps);
  app.all("/api/*", () => problem("NOT_FOUND"));
  mountAssets(app, deps);
  app.notFound(() => problem("NOT_FOUND"));

  app.onError((error, c) => {
    if (error instanceof SignInEnded) {
      deps.refusals.add("refused.credential", clientOf(c, deps), c.var.signIn.accountId);
      return problem("UNAUTHENTICATED");
    }
    if (error instanceof ProviderUnavailable) {
      deps.log.warn({ err: error, path: c.req.path }, "the OpenID Connect provider is away");
      if (c.req.path.startsWith("/api/")) return problem("UNAVAILABLE");
      return html(pageBelow(base, signInPage("UNAVAILABLE", "/")), 503, { "Retry-After": "5" });
    }
    if (isUnavailable(error)) {
      deps.log.warn({ err: error, path: c.req.path }, "the database is away or busy");
      return problem("UNAVAILABLE", isForWantOfRoom(error, deps) ? DISK_FULL_PROBLEM : {});
    }
    // The client is told where to find it, never what it was.
    const request_id = crypto.randomUUID();
    deps.log.error({ err: error, request_id, path: c.req.path }, "a request failed");
    return problem("INTERNAL", { request_id });
  });
  return app;
}

/** By PostgreSQL's own word, or by what this process sees of the disk that its database has. */
function isForWantOfRoom(error: unknown, { hostedParts }: EdgeDeps): boolean {
  return [databaseProblem(error), hostedParts()["database"]?.problem].includes("DISK_FULL");
}

/** A client may name a method as it likes: each would make a series. */
function methodLabel(method: string): string {
  return METHODS.has(method) ? method : "other";
}

/** The pattern of the handler that answered; this middleware and the files' route are catch-alls. */
function routeLabel(c: EdgeContext): string {
  return matchedRoutes(c).find(({ path }) => path !== CATCH_ALL)?.path ?? CATCH_ALL;
}
