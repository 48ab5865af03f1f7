import "../../testing/all-words.ts";
import { beforeAll, expect, test } from "vitest";
import { interfaceLanguage } from "../../i18n/interface-language.ts";
import { failureWords, pressFailureWords } from "./failure-words.ts";

beforeAll(() => {
  interfaceLanguage.value = "en";
});

const putOff = (until?: string) =>
  ({ outcome: { outcome: "unreachable", reason: "MAINTENANCE", until } }) as const;

test("maintenance is told with its end, and that a press is sent afterwards only where it is", () => {
  expect(failureWords(putOff())).toMatch(/being maintained\. You can read everything/);
  expect(failureWords(putOff())).not.toContain("sent");
  expect(pressFailureWords(putOff())).toContain("sent by itself afterwards");
  const tomorrow = new Date(Date.now() + 86_400_000);
  expect(failureWords(putOff(tomorrow.toISOString()))).toContain(String(tomorrow.getFullYear()));
  const midday = new Date();
  midday.setHours(12, 0, 0, 0);
  expect(failureWords(putOff(midday.toISOString()))).toMatch(/until 12:00\sPM perhaps/);
});

test("a disk that is full is told as that", () => {
  const full = { outcome: { outcome: "unreachable", reason: "DISK_FULL" } } as const;
  expect(pressFailureWords(full)).toBe("The disk is full. Your words are kept here.");
});
