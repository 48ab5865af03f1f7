import { expect, test } from "vitest";
import { heardDate, serverNow } from "./server-clock.ts";

test("a device twenty minutes off reads the server's time from its answers", () => {
  heardDate(new Date(Date.now() + 20 * 60_000).toUTCString());
  expect(Math.abs(serverNow() - Date.now() - 20 * 60_000)).toBeLessThan(2_500);
  heardDate(null);
  heardDate("garbage");
  expect(serverNow()).toBeGreaterThan(Date.now() + 19 * 60_000);
  heardDate(new Date().toUTCString());
  expect(Math.abs(serverNow() - Date.now())).toBeLessThan(2_500);
});
