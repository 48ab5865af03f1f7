/** A tool's call as a request to the API. */
import { API_BASE } from "#shared/http/http.ts";
import type { ApiCall } from "./tool.ts";

/** @param studio where it answers; @param given what every request comes with, the token among it */
export function apiRequest(
  call: ApiCall,
  studio: string,
  given: Headers | Record<string, string>,
): Request {
  const { method, path, query, body, file } = call;
  const url = new URL(API_BASE + path, studio);
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== undefined) url.searchParams.set(name, String(value));
  }
  const headers = new Headers(given);
  // It stays in this process: what the assistant's client can unpack is about its own answer.
  headers.delete("accept-encoding");
  if (file !== undefined) {
    const form = new FormData();
    form.set("file", new File([file.text], file.name, { type: "text/markdown" }));
    return new Request(url, { method, headers, body: form });
  }
  if (body === undefined) return new Request(url, { method, headers });
  headers.set("content-type", "application/json");
  return new Request(url, { method, headers, body: JSON.stringify(body) });
}
