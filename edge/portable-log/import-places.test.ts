/** Who has a place for a log that is brought. */
import { expect, test } from "vitest";
import { createImportPlaces } from "./import-places.ts";

test("an account and an address have one place each, and all have three", async () => {
  const places = createImportPlaces(1);
  const take = (account: string, address: string) => places.take({ account, address });
  const first = await take("a", "192.0.2.1");
  expect(first).not.toBeNull();
  expect(await take("a", "192.0.2.2")).toBeNull();
  expect(await take("b", "192.0.2.1")).toBeNull();
  expect(await take("b", "192.0.2.2")).not.toBeNull();
  expect(await take("c", "192.0.2.3")).not.toBeNull();
  expect(await take("d", "192.0.2.4")).toBeNull();
  first?.giveBack();
  expect(await take("d", "192.0.2.1")).not.toBeNull();
});
