import { expect, test } from "vitest";
import { GatheredAbout, MOST_NAMED, decodeAbout, encodeAbout } from "./wake-about.ts";

const ids = (count: number) => new Set(Array.from({ length: count }, () => crypto.randomUUID()));

test("names as many sessions as a notification holds, and more is any", () => {
  const most = ids(MOST_NAMED);
  expect(new TextEncoder().encode(encodeAbout(most)).length).toBeLessThan(8_000);
  expect(decodeAbout(encodeAbout(most))).toEqual(most);
  expect(decodeAbout(encodeAbout(ids(MOST_NAMED + 1)))).toBeNull();
  expect(decodeAbout(encodeAbout(null))).toBeNull();
  expect(decodeAbout(",")).toBeNull();
});

test("gathers what wakes are about until it is taken", () => {
  const gathered = new GatheredAbout();
  gathered.add(new Set(["a"]));
  gathered.add(new Set(["a", "b"]));
  expect(gathered.take()).toEqual(new Set(["a", "b"]));
  expect(gathered.isEmpty).toBe(true);
  gathered.add(new Set(["a"]));
  gathered.add(null);
  expect(gathered.take()).toBeNull();
  expect(gathered.isEmpty).toBe(true);
});
