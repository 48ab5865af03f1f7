import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { canonicalJson } from "./canonical-json.ts";
import { base64Url, base64UrlToBytes } from "./encoding.ts";
import { isNotModified } from "./etag.ts";
import { inspectJson } from "./inspect-json.ts";
import { preferredLanguage } from "./language.ts";
import { decodeCursor } from "./page-cursor.ts";

describe("canonical JSON", () => {
  test("is the same for equal values in any order", () => {
    expect(canonicalJson({ b: [1, { d: null, c: "x" }], a: 1.0 })).toBe(
      canonicalJson({ a: 1, b: [1, { c: "x", d: null }] }),
    );
  });

  test("differs where values differ", () => {
    const values = [{}, [], null, "", 0, false, { a: null }, [null], ["a", "b"], ["a,b"]];
    expect(new Set(values.map((value) => canonicalJson(value))).size).toBe(values.length);
  });

  test("parses back to the value it was made of", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const plain: unknown = JSON.parse(JSON.stringify(value));
        expect(JSON.parse(canonicalJson(plain))).toEqual(plain);
      }),
    );
  });
});

describe("bytes as text", () => {
  test("come back as they were, and only from their one spelling", () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        const text = base64Url(bytes);
        expect(base64UrlToBytes(text)).toEqual(Uint8Array.from(bytes));
        expect(base64UrlToBytes(`${text}=`)).toBeNull();
      }),
    );
    // The last character's spare bits are set.
    expect([base64UrlToBytes("AA"), base64UrlToBytes("AB")]).toEqual([new Uint8Array([0]), null]);
  });
});

describe("a list's cursor", () => {
  const cursor = "660fa91358c0001a20ae50fc17205a4364f50bcb6f9dc";

  test("is a moment to the microsecond and an id", () => {
    expect(decodeCursor(cursor)).toBe(
      "2026-11-24 00:12:34.560000+00|01a20ae5-0fc1-7205-a436-4f50bcb6f9dc",
    );
  });

  test("that is anything else never reaches SQL", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(decodeCursor(text)).toBeNull();
      }),
    );
    for (const other of [cursor.slice(1), `${cursor}0`, cursor.toUpperCase(), ` ${cursor}`]) {
      expect(decodeCursor(other)).toBeNull();
    }
  });

  test("of any time that fits is one that SQL takes", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9a-f]{45}$/), (cursor) => {
        expect(decodeCursor(cursor)).toMatch(
          /^(19|20|21)\d\d-\d\d-\d\d \d\d:\d\d:\d\d\.\d{6}\+00\|[0-9a-f-]{36}$/,
        );
      }),
    );
  });
});

describe("what no body may hold", () => {
  const nested = (depth: number): unknown => JSON.parse("[".repeat(depth) + "]".repeat(depth));

  test("is found wherever it is", () => {
    const body = { ok: "字🌊", "a/b": ["\u0000"], "\ud800": { c: "\udfff" } };
    expect(inspectJson(body).map(({ path }) => path)).toEqual(["/a~1b/0", "/\ufffd", "/\ufffd/c"]);
  });

  test("is nesting beyond 64, and not one level less", () => {
    expect(inspectJson(nested(64))).toEqual([]);
    expect(inspectJson(nested(65))).toHaveLength(1);
    expect(inspectJson(nested(100_000))).toHaveLength(1);
  });

  test("is more items or objects than any schema takes, before a schema looks at each", () => {
    expect(inspectJson({ locked: Array(2_000).fill("") })).toEqual([]);
    expect(inspectJson({ locked: Array(2_001).fill("") })).toMatchObject([{ path: "/locked" }]);
    const parts = (chapters: number) =>
      Array.from({ length: 8 }, () => ({ chapters: Array.from({ length: chapters }, () => ({})) }));
    expect(inspectJson({ parts: parts(500) })).toEqual([]);
    expect(inspectJson({ parts: parts(512) })).toMatchObject([{ path: "" }]);
  });

  test("is told without the text itself, which may be long and wrong in many places", () => {
    const issues = inspectJson({ ["k".repeat(100_000)]: Array(20).fill("\u0000") });
    expect(issues).toHaveLength(20);
    expect(JSON.stringify(issues).length).toBeLessThan(20_000);
  });

  test("is told at most twenty times", () => {
    expect(inspectJson(Array(1_000).fill("\u0000"))).toHaveLength(20);
  });
});

test.each([
  [undefined, "zh-CN"],
  ["", "zh-CN"],
  ["en", "en"],
  ["en-GB,en;q=0.9,zh;q=0.8", "en"],
  ["fr, zh-TW;q=0.5, en;q=0.4", "zh-CN"],
  ["zh;q=0, en;q=0.1", "en"],
  ["de", "zh-CN"],
  ["en;q=x", "zh-CN"],
])("Accept-Language %j means %s", (header, language) => {
  expect(preferredLanguage(header)).toBe(language);
});

test("If-None-Match is a list, weakly compared", () => {
  expect(isNotModified(undefined, '"a"')).toBe(false);
  expect(isNotModified('"b", W/"a"', '"a"')).toBe(true);
  expect(isNotModified('"b"', '"a"')).toBe(false);
  expect(isNotModified("a", '"a"')).toBe(false);
});
