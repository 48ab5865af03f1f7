import { expect, test } from "vitest";
import { pathBelow, publicHref, publicPlace } from "./public-place.ts";

test("a public URL's path is the base, however its end is written", () => {
  const of = (url: string | null) => publicPlace(url).base;
  expect([null, "https://a.example", "https://a.example/x/", "http://a/x/y"].map(of)).toEqual([
    "",
    "",
    "/x",
    "/x/y",
  ]);
});

test("a request's path is the same whether the proxy took the base away or not", () => {
  const below = (path: string) => pathBelow("/studio", path);
  expect(["/studio", "/studio/", "/studio/sessions/1", "/sessions/1"].map(below)).toEqual([
    "/",
    "/",
    "/sessions/1",
    "/sessions/1",
  ]);
  expect(below("/studios/1")).toBe("/studios/1");
});

test("an address of the studio is below its path", () => {
  const at = (publicUrl: string) => publicHref(publicUrl, "/api/x?y=1");
  expect(
    ["http://127.0.0.1:8787", "https://a.example/studio", "https://a.example/b/c/"].map(at),
  ).toEqual([
    "http://127.0.0.1:8787/api/x?y=1",
    "https://a.example/studio/api/x?y=1",
    "https://a.example/b/c/api/x?y=1",
  ]);
});
