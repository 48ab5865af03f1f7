import { describe, expect, it } from "vitest";
import { chineseNovel, englishNovel } from "#shared/testing/novel-fixture.ts";
import { indexNovel } from "./novel-index.ts";
import { isKnownBy, revealPlace } from "./reveal.ts";

const inChinese = (reveal: string) => revealPlace(reveal, chineseNovel, indexNovel(chineseNovel));
const inEnglish = (reveal: string) => revealPlace(reveal, englishNovel, indexNovel(englishNovel));

describe("when a secret comes out", () => {
  // Six chapters stand in the first part: places 0–5; the parts behind them take one place each.
  it.each([
    ["第五章，借据背面", 4],
    ["第 3 章", 2],
    ["第三章暗示，第六章点破", 5],
    ["在“退潮市”里", 2],
    ["第一卷末", 5],
    ["第一卷开头", 0],
    ["第二卷开头", 6],
    ["第四卷", 8],
    ["到《翻账》一卷才说", 7],
    ["第一百二十章", null],
    ["很久以后", null],
    ["", null],
  ])("is read from Chinese words: %s", (reveal, place) => {
    expect(inChinese(reveal)).toBe(place);
  });

  it.each([
    ["Chapter 4, by the marsh", 3],
    ["in chapter two", 1],
    ["ch. 5", 4],
    ["hinted in chapter 1, out in chapter 3", 2],
    ["End of part one", 4],
    ["the second part", 5],
    ["At the start of Part 1", 0],
    ["when Overshoes ends", 4],
    ["Chapter 12", null],
    ["eventually", null],
  ])("is read from English words: %s", (reveal, place) => {
    expect(inEnglish(reveal)).toBe(place);
  });
});

describe("who knows a secret", () => {
  it.each([
    ["Ada Fenn; Ruth", ["Ada Fenn", "Ada"], true],
    ["Everyone in Marram except Ada", ["Ada Fenn", "Ada"], false],
    ["Ada's mother", ["Ada Fenn", "Ada"], false],
    ["Canon Pell", ["Ada Fenn", "Ada"], false],
    ["沈砚自己", ["沈砚"], true],
    ["除沈砚之外的所有人", ["沈砚"], false],
    ["沈砚的师父", ["沈砚"], false],
    ["无人知晓", ["沈砚"], false],
  ])("%s", (known_by, names, expected) => {
    expect(isKnownBy(known_by, names)).toBe(expected);
  });
});
