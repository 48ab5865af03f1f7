/**
 * The typed API client: openapi-fetch over the types generated from the OpenAPI document. Imports
 * no zod, so that the UI's first load has none.
 *
 *     const api = createApiClient();
 *     const { data, error, response } = await api.GET("/api/v1/genesis/sessions");
 */
import createClient, { type Client } from "openapi-fetch";
import type { components, paths } from "./api.generated.d.ts";

export type ApiClient = Client<paths>;
/** The document's named models, such as `ApiModel<"SessionState">`. */
export type ApiModel<Name extends keyof components["schemas"]> = components["schemas"][Name];
export type { paths } from "./api.generated.d.ts";

export interface ApiClientOptions {
  /** The studio's origin; absent: the page's own. */
  readonly baseUrl?: string;
  /** Sent with every request, such as a cookie where the caller is no browser. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly fetch?: (request: Request) => Promise<Response>;
}

/** Answers carry either `data` or `error` (a problem); a failed connection rejects. */
export function createApiClient(options: ApiClientOptions = {}): ApiClient {
  return createClient<paths>({
    baseUrl: options.baseUrl ?? "",
    ...(options.headers === undefined ? {} : { headers: options.headers }),
    ...(options.fetch === undefined ? {} : { fetch: options.fetch }),
  });
}
