/** The API of the studio that served the page. */
import { type ApiClient, createApiClient } from "#shared/http/client.ts";
import { presentBase } from "./place.ts";

export function pageClient(): ApiClient {
  return createApiClient({ baseUrl: presentBase() });
}
