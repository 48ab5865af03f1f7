import "../../testing/all-words.ts";
import { beforeAll, expect, test } from "vitest";
import { interfaceLanguage } from "../../i18n/interface-language.ts";
import { failureWords } from "./failure-words.ts";

beforeAll(() => {
  interfaceLanguage.value = "en";
});

const putOff = (reason: string, until?: string) =>
  ({ outcome: { outcome: "unreachable", reason, until } }) as const;

test("maintenance is told with its end, where that is known", () => {
  expect(failureWords(putOff("MAINTENANCE"))).toMatch(/being maintained\. Read on/);
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString();
  const year = new Date(tomorrow).getFullYear();
  expect(failureWords(putOff("MAINTENANCE", tomorrow))).toMatch(
    new RegExp(`until [\\d/]+${year}, .+ perhaps`),
  );
});

test("a disk that is full is told as that", () => {
  expect(failureWords(putOff("DISK_FULL"))).toBe("The disk is full. Your words are kept here.");
});
