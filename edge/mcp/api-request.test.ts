/** A tool's call as a request: where the studio is below a path, below that path. */
import { expect, test } from "vitest";
import { apiRequest } from "./api-request.ts";

test.for([
  ["http://127.0.0.1:8787", "http://127.0.0.1:8787/api/v1/genesis/novels?limit=3"],
  ["https://books.example/studio", "https://books.example/studio/api/v1/genesis/novels?limit=3"],
  ["https://books.example/a/b/", "https://books.example/a/b/api/v1/genesis/novels?limit=3"],
] as const)("at %s", ([studio, expected]) => {
  const call = { method: "GET", path: "/novels", query: { limit: 3, before: undefined } } as const;
  expect(apiRequest(call, studio, {}, new AbortController().signal).url).toBe(expected);
});
