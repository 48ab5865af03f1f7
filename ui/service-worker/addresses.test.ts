import { expect, test } from "vitest";
import { isPageAddress, isReading, leavesAccount } from "./addresses.ts";

test("the interface's pages, and no other, open without a network", () => {
  for (const path of ["/", "/sessions/a", "/novels/b", "/join"]) {
    expect(isPageAddress(path)).toBe(true);
  }
  for (const path of ["/api/docs", "/sign-in", "/metrics", "/joint"]) {
    expect(isPageAddress(path)).toBe(false);
  }
});

const address = (path: string) => new URL(`https://studio.example/api/v1/genesis${path}`);

test("what is read is kept; streams, accounts, settings and addresses without end never", () => {
  for (const path of [
    "/sessions?limit=50",
    "/sessions/a/state",
    "/sessions/a/proposals",
    "/novels/b",
  ]) {
    expect(isReading(address(path))).toBe(true);
  }
  for (const path of [
    ...["/events/stream", "/sessions/a/events/stream", "/sessions/a/events?after=3"],
    ...["/sessions?search=bell", "/novels/b/export?format=docx", "/sessions/a/materials/b/text"],
    ...["/account", "/settings/model", "/sessionsx"],
  ]) {
    expect(isReading(address(path))).toBe(false);
  }
});

test("who leaves the account, joins another, signs in or deletes a book takes what was read along", () => {
  const api = "/api/v1/genesis";
  expect(leavesAccount("POST", `${api}/account/sign-out`)).toBe(true);
  expect(leavesAccount("POST", `${api}/account/join`)).toBe(true);
  expect(leavesAccount("DELETE", `${api}/account`)).toBe(true);
  expect(leavesAccount("DELETE", `${api}/sessions/a`)).toBe(true);
  expect(leavesAccount("GET", "/sign-in")).toBe(true);
  expect(leavesAccount("GET", `${api}/account`)).toBe(false);
  expect(leavesAccount("DELETE", `${api}/account/tokens/a`)).toBe(false);
  expect(leavesAccount("DELETE", `${api}/sessions/a/materials/b`)).toBe(false);
  expect(leavesAccount("POST", `${api}/sessions/a/commands`)).toBe(false);
});
