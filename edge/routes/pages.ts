/** The interface: its pages, which give an account to whoever has none, and its files. */
import type { Hono } from "hono";
import type { EdgeContext, EdgeDeps, EdgeEnv } from "../requests/context.ts";
import { codedResponse } from "../http/content-coding.ts";
import { readLimited } from "../requests/limited.ts";
import type { Asset } from "../pages/assets.ts";
import { pageBelow } from "../http/public-place.ts";
import { html } from "../pages/html.ts";
import { pageCookie } from "./page-cookie.ts";
import { SIGN_IN_PATH } from "./sign-in.ts";
import { type StartingPart, startingPage } from "../pages/starting-page.ts";

const PAGES = ["/", "/sessions/:session_id", "/novels/:novel_id", "/join"];

export function mountPages(app: Hono<EdgeEnv>, deps: EdgeDeps): void {
  for (const page of PAGES) app.get(page, (c) => servePage(c, deps));
}

/** Mounted last: of any path that is nothing else. */
export function mountAssets(app: Hono<EdgeEnv>, deps: EdgeDeps): void {
  app.get("/*", (c) => serveAsset(c, deps));
}

async function servePage(c: EdgeContext, deps: EdgeDeps): Promise<Response> {
  const limited = await readLimited(c, deps);
  if (limited !== null) return limited;
  const index = await deps.assets("index.html");
  const cookie = await pageCookie(c, deps);
  if (cookie.isSignInNeeded) {
    const { search } = new URL(c.req.url);
    const location = `${SIGN_IN_PATH}?return_to=${encodeURIComponent(c.req.path + search)}`;
    return new Response(null, {
      status: 302,
      headers: { Location: location, "Cache-Control": "no-store" },
    });
  }
  const starting = startingParts(deps, index !== null, cookie.isDatabaseReady);
  if (index === null || starting.some((part) => !part.isReady)) {
    return html(pageBelow(deps.place.base, startingPage(starting)), 503, { "Retry-After": "1" });
  }
  return assetResponse(c, index, cookie.setCookies);
}

/** What a page waits for: what serves it, and what the hosting process says is still starting. */
function startingParts(
  deps: EdgeDeps,
  isUiBuilt: boolean,
  isDatabaseReady: boolean,
): readonly StartingPart[] {
  const hosted = Object.entries(deps.hostedParts())
    .filter(([name]) => name !== "database")
    .map(([name, part]) => ({ name, isReady: part.status !== "starting" }));
  return [
    { name: "database", isReady: isDatabaseReady },
    ...hosted,
    { name: "ui", isReady: isUiBuilt },
  ];
}

async function serveAsset(c: EdgeContext, deps: EdgeDeps): Promise<Response> {
  const limited = await readLimited(c, deps);
  if (limited !== null) return limited;
  const path = c.req.path.slice(1);
  const asset = path === "index.html" ? null : await deps.assets(path);
  return asset === null ? nothingThere(c, deps) : assetResponse(c, asset, []);
}

/** Somebody who reads gets the interface's own page for it; what fetches a file gets none. */
async function nothingThere(c: EdgeContext, deps: EdgeDeps): Promise<Response> {
  const isRead = c.req.header("accept")?.includes("text/html") && !/\.\w+$/.test(c.req.path);
  const index = isRead ? await deps.assets("index.html") : null;
  if (index === null) return html("<!doctype html><title>404</title><p>404</p>\n", 404);
  const page = assetResponse(c, index, []);
  const headers = new Headers(page.headers);
  headers.delete("ETag");
  headers.set("Cache-Control", "no-store");
  return new Response(page.body, { status: 404, headers });
}

function assetResponse(c: EdgeContext, asset: Asset, setCookies: readonly string[]): Response {
  const headers = new Headers({
    "Content-Type": asset.contentType,
    "Cache-Control": asset.isImmutable ? "public, max-age=31536000, immutable" : "no-cache",
  });
  for (const cookie of setCookies) headers.append("Set-Cookie", cookie);
  return codedResponse(c.req, asset.body, headers);
}
