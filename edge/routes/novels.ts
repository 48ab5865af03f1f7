/** Finished novels. The foundation checks are made here, by the rules that the interface runs too. */
import type { Hono } from "hono";
import { API_ROUTES } from "#shared/http/http-routes.ts";
import type { EdgeDeps, EdgeEnv } from "../requests/context.ts";
import { json } from "../http/answer.ts";
import { rateLimited } from "../requests/limited.ts";
import { boundedAnswer, requireAccount } from "../requests/middleware.ts";
import { createNovelChecks } from "../novel-checks.ts";
import { pageOf } from "../http/page-cursor.ts";
import { pathId } from "../http/path-id.ts";
import { problem } from "../http/problem.ts";
import type { RouteContext } from "../requests/valid-request.ts";
import { mountBible } from "./bible.ts";
import { mount } from "./mount.ts";
import { mountNovelExport } from "./novel-export.ts";
import { mountSequels } from "./sequels.ts";

export function mountNovels(app: Hono<EdgeEnv>, deps: EdgeDeps): void {
  const account = requireAccount(deps, "refused");
  const bounded = boundedAnswer(deps);
  mount(app, API_ROUTES.listNovels, [account, bounded], (c) => listNovels(c, deps));
  const checksOf = createNovelChecks();
  mount(app, API_ROUTES.getNovel, [account, bounded], (c) => getNovel(c, deps, checksOf));
  mountNovelExport(app, deps, checksOf);
  mountSequels(app, deps);
  mountBible(app, deps);
}

async function listNovels(
  c: RouteContext<typeof API_ROUTES.listNovels>,
  deps: EdgeDeps,
): Promise<Response> {
  const page = pageOf(c.req.valid("query"));
  const limited = await rateLimited(c, deps, "reads");
  if (limited !== null) return limited;
  const { novels, next } = await deps.operations.listNovels(c.var.signIn, page);
  return json({ novels, next });
}

async function getNovel(
  c: RouteContext<typeof API_ROUTES.getNovel>,
  deps: EdgeDeps,
  checksOf: ReturnType<typeof createNovelChecks>,
): Promise<Response> {
  const { edition } = c.req.valid("query");
  const limited = await rateLimited(c, deps, "reads");
  if (limited !== null) return limited;
  const id = pathId(c.req.param("novel_id"));
  if (id === null) return problem("NOT_FOUND");
  const found = await deps.operations.getNovel(c.var.signIn, id, edition ?? null);
  if (found.outcome === "NOT_FOUND") return problem("NOT_FOUND");
  const checked = checksOf(found.novel);
  if (checked.outcome === "UNREADABLE") {
    deps.log.warn({ novel_id: id }, "a stored novel is not of today's shape");
  }
  const checks = checked.outcome === "CHECKED" ? checked.checks : [];
  return json({ ...found.novel, checks });
}
