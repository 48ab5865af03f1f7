import { expect, test } from "vitest";
import { pathBelow, publicPlace } from "./public-place.ts";

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
