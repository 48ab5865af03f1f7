import { expect, test } from "vitest";
import { readModelKey } from "./model-key.ts";

const KEY = "sk-proj-Ab_9.z+/=";

test.each([
  KEY,
  `  ${KEY}\n`,
  `"${KEY}"`,
  `'${KEY}',`,
  `“${KEY}”`,
  `「${KEY}」`,
  `«${KEY}»`,
  `Bearer ${KEY}`,
  `bearer  ${KEY}`,
  `Authorization: Bearer ${KEY}`,
  `"Authorization: Bearer ${KEY}"`,
  `OPENAI_API_KEY=${KEY}`,
  `export DEEPSEEK_API_KEY="${KEY}"`,
  `api_key="${KEY}"`,
  `\u200b${KEY}\u200b`,
  `\ufeff${KEY}`,
  `${KEY.slice(0, 5)}\u200d${KEY.slice(5)}`,
  `${KEY.slice(0, 5)}\u00ad${KEY.slice(5)}`,
  `\u00a0${KEY}\u3000`,
  `\u202a${KEY}\u202c`,
])("a key is what is left once what is never part of one is gone: %j", (pasted) => {
  expect(readModelKey(pasted)).toEqual({ outcome: "KEY", key: KEY });
});

test.each([
  ["", "is empty"],
  ["  \u200b ", "is empty"],
  ["Bearer ", "is empty"],
  ['""', "is empty"],
  ["sk-abc def", "a blank"],
  ["sk-abc\nsk-def", "a blank"],
  ["我的密钥", "a character"],
  ["sk-ａｂｃ", "a character"],
  ["sk-abc🔑", "a character"],
  ["sk-abcd…wxyz", "hidden form"],
  ["sk-abcd****wxyz", "hidden form"],
  ["sk-••••••", "hidden form"],
  ["https://api.example.com/v1", "an address"],
  ["k".repeat(5_000), "longer than"],
])("what cannot be a key is refused with the reason: %j", (pasted, reason) => {
  const read = readModelKey(pasted);
  expect(read.outcome).toBe("REFUSED");
  expect(read.outcome === "REFUSED" ? read.reason : "").toContain(reason);
});
