/** Small parts of signing in and joining, each a pure function. */
import { describe, expect, test } from "vitest";
import { accountIdOf } from "./account-id.ts";
import {
  newDeviceCode,
  newRecoveryPhrase,
  readDeviceCode,
  readRecoveryPhrase,
} from "./join-secrets.ts";
import { returnPath } from "./return-path.ts";

describe("where a writer goes on after signing in", () => {
  const PUBLIC = "https://studio.example";

  test.each([
    ["/", "/"],
    ["/sessions/1?tab=2&x=%2F", "/sessions/1?tab=2&x=%2F"],
    ["/novels/字", "/novels/%E5%AD%97"],
  ])("is a page of the studio: %s", (asked, path) => {
    expect(returnPath(asked, PUBLIC)).toBe(path);
  });

  test.each([
    undefined,
    "",
    "https://elsewhere.example/",
    "//elsewhere.example",
    "/\\elsewhere.example",
    "/\t/elsewhere.example",
    "/x/..//elsewhere.example",
    "\\/elsewhere.example",
    "javascript:alert(1)",
    "/a\r\nSet-Cookie: x=1",
    "sessions/1",
    "/sign-in?return_to=%2F",
    "/signed-out",
    "/api/v1/genesis/sessions",
  ])("is the dashboard and nothing else where it says %o", (asked) => {
    expect(returnPath(asked, PUBLIC)).toBe("/");
  });
});

describe("the account of a provider's writer", () => {
  test("is a UUIDv8 of issuer and subject together", async () => {
    const id = await accountIdOf("https://id.example", "ada");
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(await accountIdOf("https://id.example", "ada")).toBe(id);
    for (const [issuer, subject] of [
      ["https://id.example", "Ada"],
      ["https://id.example/", "ada"],
      ["https://id.exampl", "eada"],
    ] as const) {
      expect(await accountIdOf(issuer, subject)).not.toBe(id);
    }
  });
});

describe("a code or a phrase as somebody types it", () => {
  test("is read without regard to case, spaces, dashes, and letters that look like figures", async () => {
    const known = await readDeviceCode("01AB-CD1O".replace("O", "0"));
    for (const typed of ["01ab cd10", " o1ABcdI0 ", "0lab–cd1o", "０１ＡＢ－ＣＤ１０"]) {
      expect(await readDeviceCode(typed), typed).toEqual(known);
    }
    for (const typed of ["", "01AB-CD1", "01AB-CD1U", "01AB-CD100", "01AB-CD1!"]) {
      expect(await readDeviceCode(typed), typed).toBeNull();
    }
  });

  test("is the one that was made", async () => {
    const code = await newDeviceCode();
    expect(await readDeviceCode(code.code)).toEqual({ kind: "code", hashBase64: code.hashBase64 });
    for (const language of ["en", "zh-CN"] as const) {
      const made = await newRecoveryPhrase(language);
      expect(await readRecoveryPhrase(made.phrase)).toEqual({
        kind: "phrase",
        hashBase64: made.hashBase64,
      });
      const words = made.phrase.split(" ");
      expect(await readRecoveryPhrase(words.slice(1).join(" "))).toBeNull();
      expect(await readRecoveryPhrase([...words, words[0]].join(" "))).toBeNull();
    }
    expect(await readRecoveryPhrase("")).toBeNull();
  });
});
