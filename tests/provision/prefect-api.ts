/** Asks Prefect's API as the studio does. */
import { type PrefectAccess, prefectAuthorization } from "#runtime/prefect-access.ts";

/** @param body sent as JSON, by POST where `method` says nothing else */
export function askPrefect(
  access: PrefectAccess,
  path: string,
  options: { readonly method?: string; readonly body?: object } = {},
): Promise<Response> {
  const { body } = options;
  return fetch(`${access.apiUrl}${path}`, {
    method: options.method ?? (body === undefined ? "GET" : "POST"),
    headers: {
      ...prefectAuthorization(access),
      ...(body === undefined ? {} : { "content-type": "application/json" }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

/** What provision.ts answers to `POST /prefect`, as the callback and the worker take it. */
export function prefectVariables(answer: Readonly<Record<string, string>>): Record<string, string> {
  return {
    PREFECT_API_URL: answer["api_url"] ?? "",
    PREFECT_API_AUTH_STRING: answer["auth_string"] ?? "",
  };
}

export function prefectAccessOf(answer: Readonly<Record<string, string>>): PrefectAccess {
  return {
    apiUrl: answer["api_url"] ?? "",
    apiKey: null,
    authString: answer["auth_string"] ?? null,
  };
}
