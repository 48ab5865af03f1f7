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

test("what is read is kept; streams, accounts and settings never", () => {
  const base = "/api/v1/genesis";
  for (const path of ["/sessions", "/sessions/a/state", "/sessions/a/events", "/novels/b"]) {
    expect(isReading(base + path, "application/json")).toBe(true);
  }
  expect(isReading(`${base}/events`, "text/event-stream")).toBe(false);
  expect(isReading(`${base}/sessions/a/events`, "text/event-stream")).toBe(false);
  for (const path of ["/account", "/settings/model", "/sessionsx"]) {
    expect(isReading(base + path, null)).toBe(false);
  }
});

test("who leaves the account, joins another or deletes takes what was read along", () => {
  expect(leavesAccount("POST", "/api/v1/genesis/account/sign-out")).toBe(true);
  expect(leavesAccount("DELETE", "/api/v1/genesis/sessions/a")).toBe(true);
  expect(leavesAccount("POST", "/api/v1/genesis/sessions/a/commands")).toBe(false);
});
