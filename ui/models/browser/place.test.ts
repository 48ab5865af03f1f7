import { expect, test } from "vitest";
import { at, baseOf, withoutBase } from "./place.ts";

test("the base is what the edge wrote into the page, and none as it was built", () => {
  expect([null, "../app", "/", "/studio/", "/a/b"].map(baseOf)).toEqual([
    "",
    "",
    "",
    "/studio",
    "/a/b",
  ]);
});

test("paths of the studio are links below its base, and back", () => {
  expect(at("/novels/1", "/studio")).toBe("/studio/novels/1");
  expect(at("https://elsewhere.example/", "/studio")).toBe("https://elsewhere.example/");
  const back = (path: string) => withoutBase(path, "/studio");
  expect(["/studio", "/studio/", "/studio/novels/1", "/studios"].map(back)).toEqual([
    "/",
    "/",
    "/novels/1",
    "/studios",
  ]);
});
