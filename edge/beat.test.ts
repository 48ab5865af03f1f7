import { expect, test, vi } from "vitest";
import { deafness } from "#runtime/postgres/deafness.ts";
import { createBeat } from "./beat.ts";

test("an edge that LISTEN no longer reaches says so, and is well again once it does", async () => {
  let isHearing = true;
  const told: (readonly [string, string | null])[] = [];
  const operations = {
    beat: async (_instance: string, status: string, problem: string | null) => {
      told.push([status, problem]);
      return null;
    },
    leave: async () => null,
  };
  const beatOnce = async () => {
    const isDeaf = deafness(() => isHearing, 0);
    const beat = createBeat(operations, () => (isDeaf() ? "NOT_LISTENING" : null));
    const before = told.length;
    beat.start();
    await vi.waitFor(() => expect(told.length).toBeGreaterThan(before));
    await beat.stop();
    return told.at(-1);
  };
  expect(await beatOnce()).toEqual(["ok", null]);
  isHearing = false;
  expect(await beatOnce()).toEqual(["degraded", "NOT_LISTENING"]);
  isHearing = true;
  expect(await beatOnce()).toEqual(["ok", null]);
});

test("a moment without LISTEN, as in a server's restart, is nobody's to know", () => {
  let isHearing = false;
  const isDeaf = deafness(() => isHearing, 60_000);
  expect(isDeaf()).toBe(false);
  isHearing = true;
  expect(isDeaf()).toBe(false);
});
