/** A finished novel's checks are worked out once an edition. */
import { expect, test } from "vitest";
import { createNovelChecks } from "../../../edge/novel-checks.ts";
import { englishNovel } from "#shared/testing/novel-fixture.ts";

function counted(maxBytes?: number) {
  let made = 0;
  const checksOf = createNovelChecks({
    ...(maxBytes === undefined ? {} : { maxBytes }),
    check: () => {
      made += 1;
      return [{ code: "RULE_UNUSED", pointers: [`/world/rules/${made}`] }];
    },
  });
  return { checksOf, made: () => made };
}

test("they are made again for a new edition, and for nothing else", () => {
  const { checksOf, made } = counted();
  const first = checksOf({ ...englishNovel });
  expect(first.outcome).toBe("CHECKED");
  for (let n = 0; n < 5; n += 1) expect(checksOf({ ...englishNovel })).toEqual(first);
  expect(made()).toBe(1);
  const second = { ...englishNovel, edition: englishNovel.edition + 1 };
  expect(checksOf(second)).not.toEqual(first);
  checksOf(second);
  expect(made()).toBe(2);
});

test("what was not asked for longest makes room", () => {
  const { checksOf, made } = counted(500);
  const edition = (n: number) => checksOf({ ...englishNovel, edition: n });
  edition(1);
  edition(2);
  edition(1);
  for (let n = 3; n < 5; n += 1) edition(n);
  const before = made();
  edition(4);
  expect(made()).toBe(before);
  edition(2);
  expect(made()).toBe(before + 1);
});

test("a novel of an older shape has none, and costs nothing further", () => {
  const { checksOf, made } = counted();
  const old = { ...englishNovel, outline: {} };
  expect([checksOf(old), checksOf(old)]).toEqual([
    { outcome: "UNREADABLE" },
    { outcome: "UNREADABLE" },
  ]);
  expect(made()).toBe(0);
});
