/** Webhooks of the account: added with a secret that is shown once, listed, tried again, ended. */
import type { Hono } from "hono";
import { WEBHOOK_ROUTES } from "#shared/http/webhooks.ts";
import { newWebhookSecret, secretPlace } from "#runtime/webhooks/signature.ts";
import { type EndpointRefusal, refusalOfUrl } from "#runtime/endpoints/endpoint-policy.ts";
import { uuidV7 } from "../auth/uuid-v7.ts";
import type { EdgeContext, EdgeDeps, EdgeEnv } from "../requests/context.ts";
import { json } from "../http/answer.ts";
import { clientOf } from "../requests/client.ts";
import { rateLimited, tooMany } from "../requests/limited.ts";
import { jsonBody, requireAccount, sameOriginWrite } from "../requests/middleware.ts";
import { pathId } from "../http/path-id.ts";
import { problem, validationFailed } from "../http/problem.ts";
import type { RouteContext } from "../requests/valid-request.ts";
import { mount } from "./mount.ts";

/** It is the writer's to end one that is no longer used. */
const TOO_MANY_RETRY_SECONDS = 3_600;
const NO_SECRET = "this studio has no GENESIS_SECRET, so no webhook can be signed";
const REFUSALS: Readonly<Record<EndpointRefusal, string>> = {
  none: "this studio allows no address of a writer's own",
  not_named: "this studio does not allow this host",
  not_https: "this studio allows https:// only",
  port: "this studio does not allow this port",
  address: "this studio allows public addresses only",
};

export function mountAccountWebhooks(app: Hono<EdgeEnv>, deps: EdgeDeps): void {
  const account = requireAccount(deps, "refused");
  const sameOrigin = sameOriginWrite(deps);
  const { listWebhooks, addWebhook, endWebhook, retryWebhook } = WEBHOOK_ROUTES;
  mount(app, listWebhooks, [account], async (c) => {
    const limited = await rateLimited(c, deps, "reads");
    return limited ?? json(await deps.webhooks.list(c.var.signIn));
  });
  mount(app, addWebhook, [account, sameOrigin, jsonBody(deps)], (c) => add(c, deps));
  mount(app, endWebhook, [account, sameOrigin], (c) => end(c, deps));
  mount(app, retryWebhook, [account, sameOrigin], (c) => retry(c, deps));
}

/** What is wrong with the address; null where nothing is. */
function wrongUrl(text: string, deps: EdgeDeps): string | null {
  if (!URL.canParse(text)) return "is not an address such as https://example.com/hook";
  const url = new URL(text);
  if (!["https:", "http:"].includes(url.protocol)) return "has to begin with https:// or http://";
  if (url.username !== "" || url.password !== "") return "has a name or a password in it";
  const refusal = refusalOfUrl(deps.modelEndpoints, text);
  return refusal === null ? null : REFUSALS[refusal];
}

async function add(
  c: RouteContext<typeof WEBHOOK_ROUTES.addWebhook>,
  deps: EdgeDeps,
): Promise<Response> {
  const { url, event_types = null } = c.req.valid("json");
  const { modelEndpoints, modelKeys } = deps;
  const wrong = modelKeys === null ? NO_SECRET : wrongUrl(url, deps);
  if (modelKeys === null || modelEndpoints.kind === "none" || wrong !== null) {
    return validationFailed([{ path: "/url", message: wrong ?? REFUSALS.none }]);
  }
  const limited = await rateLimited(c, deps, "commands");
  if (limited !== null) return limited;
  const webhookId = uuidV7();
  const secret = newWebhookSecret();
  const added = await deps.webhooks.add(
    c.var.signIn,
    {
      webhookId,
      url,
      eventTypes: event_types,
      encryptedSecret: await modelKeys.encrypt(secretPlace(webhookId), secret),
      rule: modelEndpoints.kind,
    },
    clientOf(c, deps),
  );
  if (added.outcome === "SIGNED_OUT") return problem("UNAUTHENTICATED");
  if (added.outcome === "TOO_MANY") return tooMany(c, deps, TOO_MANY_RETRY_SECONDS);
  const { created_at } = added;
  const nothing = { last_sent_at: null, last_error: null, pending: 0, failed: 0 };
  return json({ webhook_id: webhookId, url, event_types, created_at, ...nothing, secret }, 201);
}

async function end(c: EdgeContext, deps: EdgeDeps): Promise<Response> {
  const limited = await rateLimited(c, deps, "commands");
  if (limited !== null) return limited;
  const id = pathId(c.req.param("webhook_id"));
  if (id === null) return problem("NOT_FOUND");
  const { outcome } = await deps.webhooks.end(c.var.signIn, id, clientOf(c, deps));
  if (outcome === "NOT_FOUND") return problem("NOT_FOUND");
  return new Response(null, { status: 204, headers: { "Cache-Control": "no-store" } });
}

async function retry(c: EdgeContext, deps: EdgeDeps): Promise<Response> {
  const limited = await rateLimited(c, deps, "commands");
  if (limited !== null) return limited;
  const id = pathId(c.req.param("webhook_id"));
  if (id === null) return problem("NOT_FOUND");
  const answer = await deps.webhooks.retry(c.var.signIn, id);
  return answer.outcome === "NOT_FOUND" ? problem("NOT_FOUND") : json({ retried: answer.retried });
}
