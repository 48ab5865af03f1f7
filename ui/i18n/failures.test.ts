import { FAILURE_CODES } from "#shared/failure-codes.ts";
import { expect, test } from "vitest";
import { failuresEn } from "./failures.en.ts";
import { failuresZhCN } from "./failures.zh-CN.ts";

test("every failure has its words in both languages: what happened, and what to do", () => {
  for (const words of [failuresEn, failuresZhCN]) {
    const codes: Readonly<Record<string, string>> = words.codes;
    expect(Object.keys(codes).sort()).toEqual([...FAILURE_CODES].sort());
    expect(new Set(Object.values(codes)).size).toBe(FAILURE_CODES.length);
  }
});
