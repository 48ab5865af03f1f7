import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { z } from "zod";
import { UnreadableKey, createModelKeys } from "./model-keys.ts";

const OWN = "01890000-0000-7000-8000-00000000000a";
const OTHER = "01890000-0000-7000-8000-00000000000b";
const KEY = "sk-a-key-that-nobody-may-read";

function keysOf(...secrets: readonly string[]) {
  const keys = createModelKeys(secrets);
  if (keys === null) throw new Error("no secret");
  return keys;
}

test("the shared vectors open with their secret, and with no other", async () => {
  const file = new URL("../../tests/vectors/model-keys.json", import.meta.url);
  const vector = z.object({
    secret: z.string(),
    account_id: z.string(),
    key: z.string(),
    stored: z.string(),
  });
  const { keys } = z
    .object({ keys: z.array(vector).min(3) })
    .parse(JSON.parse(await readFile(file, "utf8")));
  for (const { secret, account_id, key, stored } of keys) {
    expect(await keysOf("something else entirely", secret).decrypt(account_id, stored)).toBe(key);
    await expect(keysOf("something else entirely").decrypt(account_id, stored)).rejects.toThrow(
      UnreadableKey,
    );
  }
});

test("a stored key holds nothing of the key, and is another each time", async () => {
  const keys = keysOf("a-secret-of-sixteen-or-more");
  const [first, second] = [await keys.encrypt(OWN, KEY), await keys.encrypt(OWN, KEY)];
  expect(first).not.toBe(second);
  expect(first).toMatch(/^v1\.[0-9a-f]{16}\.[A-Za-z0-9_-]+$/);
  expect(atob(first.split(".")[2]?.replaceAll("-", "+").replaceAll("_", "/") ?? "")).not.toContain(
    "sk-",
  );
});

test("another account's, a changed or a cut one does not open", async () => {
  const keys = keysOf("a-secret-of-sixteen-or-more");
  const stored = await keys.encrypt(OWN, KEY);
  await expect(keys.decrypt(OTHER, stored)).rejects.toThrow(UnreadableKey);
  const last = stored.endsWith("A") ? "B" : "A";
  for (const broken of [
    stored.slice(0, -8),
    stored.slice(0, -3) + last.repeat(3),
    `${stored}$`,
    "",
    "v1",
    `v2${stored.slice(2)}`,
  ]) {
    await expect(keys.decrypt(OWN, broken)).rejects.toThrow(UnreadableKey);
  }
});

test("the first of several secrets encrypts, all decrypt: a secret is changed without losing keys", async () => {
  const before = keysOf("the-old-secret-of-before");
  const both = keysOf("the-new-secret-from-now-on", "the-old-secret-of-before");
  const after = keysOf("the-new-secret-from-now-on");
  const old = await before.encrypt(OWN, KEY);
  expect(await both.decrypt(OWN, old)).toBe(KEY);
  expect(await after.decrypt(OWN, await both.encrypt(OWN, KEY))).toBe(KEY);
  await expect(after.decrypt(OWN, old)).rejects.toThrow("another GENESIS_SECRET");
});
