/** A tool's call as a request to the API. */
import { API_BASE } from "#shared/http/http.ts";
import { publicHref } from "../http/public-place.ts";
import type { ApiCall } from "./tool.ts";

/**
 * @param studio where it answers, with the path that it is below
 * @param given what every request comes with, the token among it
 * @param signal whoever asks has gone, or waits no longer
 */
export function apiRequest(
  call: ApiCall,
  studio: string,
  given: Headers | Record<string, string>,
  signal: AbortSignal,
): Request {
  const { method, path, query, body, file } = call;
  const url = new URL(publicHref(studio, API_BASE + path));
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== undefined) url.searchParams.set(name, String(value));
  }
  const headers = new Headers(given);
  // It stays in this process: what the assistant's client can unpack is about its own answer.
  headers.delete("accept-encoding");
  if (file !== undefined) {
    const form = new FormData();
    form.set("file", new File([file.text], file.name, { type: "text/markdown" }));
    return new Request(url, { method, headers, body: form, signal });
  }
  if (body === undefined) return new Request(url, { method, headers, signal });
  headers.set("content-type", "application/json");
  return new Request(url, { method, headers, body: JSON.stringify(body), signal });
}
