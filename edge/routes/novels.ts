/** Finished novels. The foundation checks are made here, by the rules that the interface runs too. */
import type { Hono } from "hono";
import { z } from "zod";
import { foundationChecks } from "#shared/checks.ts";
import { API_ROUTES } from "#shared/http-routes.ts";
import { novel } from "#shared/novel.ts";
import type { EdgeContext, EdgeDeps, EdgeEnv } from "../context.ts";
import { json } from "../http/answer.ts";
import { requireAccount } from "../http/middleware.ts";
import { problem, validationFailed } from "../http/problem.ts";
import { RequestReader, pathId } from "../http/query.ts";
import { mount } from "./mount.ts";

const contents = z.object({
  concept: novel.shape.concept,
  story: novel.shape.story,
  world: novel.shape.world,
  characters: novel.shape.characters,
  outline: novel.shape.outline,
});

export function mountNovels(app: Hono<EdgeEnv>, deps: EdgeDeps): void {
  const account = requireAccount(deps, "refused");
  mount(app, API_ROUTES.listNovels, account, (c: EdgeContext) => listNovels(c, deps));
  mount(app, API_ROUTES.getNovel, account, (c: EdgeContext) => getNovel(c, deps));
}

async function listNovels(c: EdgeContext, deps: EdgeDeps): Promise<Response> {
  const reader = new RequestReader(c.req);
  const page = { limit: reader.limit(), before: reader.before() };
  if (reader.issues.length > 0) return validationFailed(reader.issues);
  const { novels, next } = await deps.operations.listNovels(c.var.signIn, page);
  return json({ novels, next });
}

async function getNovel(c: EdgeContext, deps: EdgeDeps): Promise<Response> {
  const id = pathId(c.req.param("novel_id"));
  if (id === null) return problem("NOT_FOUND");
  const found = await deps.operations.getNovel(c.var.signIn, id);
  if (found.outcome === "NOT_FOUND") return problem("NOT_FOUND");
  const parsed = contents.safeParse(found.novel);
  if (!parsed.success) deps.log.warn({ novel_id: id }, "a stored novel is not of today's shape");
  // A novel of an older shape is shown without its checks rather than not at all.
  return json({ ...found.novel, checks: parsed.success ? foundationChecks(parsed.data) : [] });
}
