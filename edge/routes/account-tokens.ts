/** Tokens by which programs have access to the account: made once, listed, ended. */
import type { Hono } from "hono";
import { ACCOUNT_ROUTES } from "#shared/http/account-routes.ts";
import { newProgramToken } from "../auth/program-token.ts";
import type { EdgeContext, EdgeDeps, EdgeEnv } from "../requests/context.ts";
import { json } from "../http/answer.ts";
import { clientOf } from "../requests/client.ts";
import { rateLimited, tooMany } from "../requests/limited.ts";
import { jsonBody, requireAccount, sameOriginWrite } from "../requests/middleware.ts";
import { pathId } from "../http/path-id.ts";
import { problem } from "../http/problem.ts";
import type { RouteContext } from "../requests/valid-request.ts";
import { deviceOf } from "./account-access.ts";
import { mount } from "./mount.ts";

/** It is the writer's to end one that is no longer used. */
const TOO_MANY_RETRY_SECONDS = 3_600;

export function mountAccountTokens(app: Hono<EdgeEnv>, deps: EdgeDeps): void {
  const account = requireAccount(deps, "refused");
  const sameOrigin = sameOriginWrite(deps);
  mount(app, ACCOUNT_ROUTES.listTokens, [account], async (c) => {
    const limited = await rateLimited(c, deps, "commands");
    return limited ?? json(await deps.accounts.listTokens(c.var.signIn));
  });
  mount(app, ACCOUNT_ROUTES.makeToken, [account, sameOrigin, jsonBody(deps)], (c) =>
    makeToken(c, deps),
  );
  mount(app, ACCOUNT_ROUTES.endToken, [account, sameOrigin], (c) => endToken(c, deps));
  mount(app, ACCOUNT_ROUTES.endTokens, [account, sameOrigin], (c) => endTokens(c, deps));
}

async function makeToken(
  c: RouteContext<typeof ACCOUNT_ROUTES.makeToken>,
  deps: EdgeDeps,
): Promise<Response> {
  const { name, scope } = c.req.valid("json");
  const limited = await rateLimited(c, deps, "commands");
  if (limited !== null) return limited;
  const { signIn } = c.var;
  const { token, hashBase64 } = await newProgramToken(signIn.accountId);
  const made = await deps.accounts.makeToken(
    signIn,
    { name, scope, hashBase64 },
    deviceOf(c),
    clientOf(c, deps),
  );
  if (made.outcome === "SIGNED_OUT") return problem("UNAUTHENTICATED");
  if (made.outcome === "TOO_MANY") return tooMany(c, deps, TOO_MANY_RETRY_SECONDS);
  const { token_id, created_at } = made;
  return json({ token_id, name, scope, created_at, last_used_at: null, token }, 201);
}

async function endToken(c: EdgeContext, deps: EdgeDeps): Promise<Response> {
  const limited = await rateLimited(c, deps, "commands");
  if (limited !== null) return limited;
  const id = pathId(c.req.param("token_id"));
  if (id === null) return problem("NOT_FOUND");
  const { outcome } = await deps.accounts.endToken(c.var.signIn, id, clientOf(c, deps));
  if (outcome === "NOT_FOUND") return problem("NOT_FOUND");
  return ended(deps);
}

async function endTokens(c: EdgeContext, deps: EdgeDeps): Promise<Response> {
  const limited = await rateLimited(c, deps, "commands");
  if (limited !== null) return limited;
  await deps.accounts.endTokens(c.var.signIn, clientOf(c, deps));
  return ended(deps);
}

function ended(deps: EdgeDeps): Response {
  deps.accountWaker.wake();
  return new Response(null, { status: 204, headers: { "Cache-Control": "no-store" } });
}
