/** A writer's own model: set, shown without its key, tried, forgotten. */
import type { Hono } from "hono";
import type { Issue } from "#shared/http/http.ts";
import { bookCost } from "#shared/model/book-cost.ts";
import { isLoopbackHost, readBaseUrl } from "#shared/model/model-endpoint.ts";
import { readModelKey } from "#shared/model/model-key.ts";
import { PRICE_LIST } from "#shared/model/model-settings.ts";
import { SETTINGS_ROUTES } from "#shared/http/settings-routes.ts";
import type { EdgeContext, EdgeDeps, EdgeEnv } from "../requests/context.ts";
import { json } from "../http/answer.ts";
import { preferredLanguage } from "../http/language.ts";
import { rateLimited } from "../requests/limited.ts";
import { jsonBody, requireAccount, sameOriginWrite } from "../requests/middleware.ts";
import { validationFailed } from "../http/problem.ts";
import { type EndpointRefusal, refusalOfUrl } from "#runtime/endpoints/endpoint-policy.ts";
import { listedPrice } from "../model/listed-price.ts";
import { UnreadableKey } from "#runtime/secrets/model-keys.ts";
import { testEndpoint } from "../model/test-endpoint.ts";
import type { RouteContext } from "../requests/valid-request.ts";
import { mount } from "./mount.ts";

const DEFAULT_CONCURRENCY = 3;

const REFUSALS: Readonly<Record<EndpointRefusal, string>> = {
  none: "this studio allows no endpoint of a writer's own",
  not_named: "this studio does not allow this host",
  not_https: "this studio allows https:// only",
  port: "this studio does not allow this port",
  address: "this studio allows public addresses only",
};
const NO_SECRET = "this studio has no GENESIS_SECRET, so no key can be stored";

export function mountModelSettings(app: Hono<EdgeEnv>, deps: EdgeDeps): void {
  const account = requireAccount(deps, "refused");
  const write = sameOriginWrite(deps);
  const { getModelSettings, putModelSettings, deleteModelSettings, testModelSettings } =
    SETTINGS_ROUTES;
  mount(app, getModelSettings, [account], async (c) => {
    const limited = await rateLimited(c, deps, "reads");
    return limited ?? priced(await deps.settings.modelSettings(c.var.signIn));
  });
  mount(app, SETTINGS_ROUTES.getModelUsage, [account], async (c) => {
    const limited = await rateLimited(c, deps, "reads");
    return limited ?? json(await deps.settings.modelUsage(c.var.signIn));
  });
  mount(app, putModelSettings, [account, write, jsonBody(deps)], (c) => put(c, deps));
  mount(app, deleteModelSettings, [account, write], async (c) => {
    const limited = await rateLimited(c, deps, "commands");
    return limited ?? priced(await deps.settings.deleteModelSettings(c.var.signIn));
  });
  mount(app, testModelSettings, [account, write, jsonBody(deps)], (c) => tryEndpoint(c, deps));
}

type Routes = typeof SETTINGS_ROUTES;

async function put(c: RouteContext<Routes["putModelSettings"]>, deps: EdgeDeps): Promise<Response> {
  const body = c.req.valid("json");
  const endpoint = readEndpoint(body, deps);
  if (endpoint.outcome === "REFUSED") return validationFailed(endpoint.issues);
  const { baseUrl, key } = endpoint;
  if (typeof key === "string" && deps.modelKeys === null) {
    return validationFailed([{ path: "/api_key", message: NO_SECRET }]);
  }
  const limited = await rateLimited(c, deps, "commands");
  if (limited !== null) return limited;
  const { accountId } = c.var.signIn;
  const encrypted =
    typeof key === "string" && deps.modelKeys !== null
      ? await deps.modelKeys.encrypt(accountId, key)
      : null;
  const { model, stages, concurrency, price } = body;
  const isHere = isLoopbackHost(new URL(baseUrl).hostname);
  const { kind } = deps.modelEndpoints;
  return priced(
    await deps.settings.putModelSettings(c.var.signIn, {
      base_url: baseUrl,
      model: model ?? null,
      ...(key === undefined ? {} : { encrypted_key: encrypted }),
      endpoint_rule: kind === "any" || kind === "named" ? kind : "public",
      stages: stages ?? {},
      concurrency: concurrency ?? (isHere ? 1 : DEFAULT_CONCURRENCY),
      // What was read may be written back: a listed price stays the list's.
      price: !price || price.source === PRICE_LIST ? null : { ...price, source: "own" },
    }),
  );
}

type Settings = Awaited<ReturnType<EdgeDeps["settings"]["modelSettings"]>>;

/** With the list's price where the settings name none. */
async function priced(settings: Settings): Promise<Response> {
  const { source, base_url, model, price } = settings;
  if (source !== "own" || base_url === null || price !== null) return json(settings);
  return json({ ...settings, price: await listedPrice(base_url, model) });
}

async function tryEndpoint(
  c: RouteContext<Routes["testModelSettings"]>,
  deps: EdgeDeps,
): Promise<Response> {
  const body = c.req.valid("json");
  const endpoint = readEndpoint(body, deps);
  if (endpoint.outcome === "REFUSED") return validationFailed(endpoint.issues);
  const limited = await rateLimited(c, deps, "generation");
  if (limited !== null) return limited;
  const { baseUrl, key } = endpoint;
  try {
    const used = key === undefined ? await storedKey(c, deps, baseUrl) : key;
    const model = body.model ?? null;
    const language = preferredLanguage(c.req.header("accept-language"));
    const own = await deps.settings.modelSettings(c.var.signIn);
    const costs = async (url: string, name: string) => {
      const set = own.source === "own" && own.base_url === url ? own.price : null;
      const price = set ?? (await listedPrice(url, name));
      return price === null ? null : bookCost(price);
    };
    const tested = { baseUrl, key: used, model, bookCost: costs };
    return json(await testEndpoint(deps.sendToEndpoint, tested, language));
  } catch (error) {
    if (!(error instanceof UnreadableKey)) throw error;
    return validationFailed([{ path: "/api_key", message: `${error.message}; enter it again` }]);
  }
}

/** The stored key goes to the host that it was given for, and to no other. */
async function storedKey(c: EdgeContext, deps: EdgeDeps, baseUrl: string): Promise<string | null> {
  const stored = await deps.settings.storedModelKey(c.var.signIn, baseUrl);
  if (stored === null) return null;
  if (deps.modelKeys === null) throw new UnreadableKey(NO_SECRET);
  return deps.modelKeys.decrypt(c.var.signIn.accountId, stored.encrypted_key);
}

type ReadEndpoint =
  | {
      readonly outcome: "READ";
      readonly baseUrl: string;
      /** undefined: the stored one; null: none. */
      readonly key: string | null | undefined;
    }
  | { readonly outcome: "REFUSED"; readonly issues: readonly Issue[] };

function readEndpoint(
  given: { readonly base_url: string; readonly api_key?: string | null | undefined },
  deps: EdgeDeps,
): ReadEndpoint {
  const base = readBaseUrl(given.base_url);
  const key = typeof given.api_key === "string" ? readModelKey(given.api_key) : null;
  const issues: Issue[] = [];
  if (base.outcome === "REFUSED") issues.push({ path: "/base_url", message: base.reason });
  else {
    const refusal = refusalOfUrl(deps.modelEndpoints, base.baseUrl);
    if (refusal !== null) issues.push({ path: "/base_url", message: REFUSALS[refusal] });
  }
  if (key?.outcome === "REFUSED") issues.push({ path: "/api_key", message: key.reason });
  if (base.outcome === "REFUSED" || key?.outcome === "REFUSED" || issues.length > 0) {
    return { outcome: "REFUSED", issues };
  }
  return {
    outcome: "READ",
    baseUrl: base.baseUrl,
    key: given.api_key === undefined ? undefined : (key?.key ?? null),
  };
}
