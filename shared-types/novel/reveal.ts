/** When a secret comes out, read from the writer's words: "第二卷开头", "End of part two", "Chapter 12". */
import { hasName, searchable } from "../foundation/mentions.ts";
import type { Novel } from "../foundation/novel.ts";
import type { NovelIndex } from "./novel-index.ts";

const ENGLISH_NUMBERS = `one two three four five six seven eight nine ten eleven twelve thirteen
  fourteen fifteen sixteen seventeen eighteen nineteen twenty`.split(/\s+/);
const ENGLISH_ORDINALS = `first second third fourth fifth sixth seventh eighth ninth tenth eleventh
  twelfth`.split(/\s+/);
const NUMBER = `(\\d+|${[...ENGLISH_NUMBERS].reverse().join("|")})`;
const CHAPTER = new RegExp(`\\b(?:chapter|ch\\.?)\\s*${NUMBER}\\b`, "gi");
const PART = new RegExp(`\\b(?:part|volume|book)\\s*${NUMBER}\\b`, "gi");
const ORDINAL_PART = new RegExp(
  `\\b(${ENGLISH_ORDINALS.join("|")})\\s+(?:part|volume|book)\\b`,
  "gi",
);
const CHAPTER_ZH = /第\s*([\d零〇一二三四五六七八九十百两]+)\s*[章回]/g;
const PART_ZH = /第\s*([\d零〇一二三四五六七八九十百两]+)\s*[卷部]/g;
const AT_START = /开头|开篇|开场|之初|伊始|一开始|\b(?:start|opening|beginning|opens|begins)\b/i;

/**
 * The chapter, counted from the book's start, from which on the reader may know; null where the
 * words name no place that the outline has. Of several places the last counts: a packet rather
 * tells too little than gives a secret away.
 */
export function revealPlace(reveal: string, novel: Novel, index: NovelIndex): number | null {
  const text = reveal.normalize("NFKC");
  const { parts } = novel.outline;
  const numbersOf = (...patterns: RegExp[]) =>
    patterns.flatMap((pattern) =>
      [...text.matchAll(pattern)].map(([, word = ""]) => numberOf(word)),
    );

  const namedParts = numbersOf(PART, ORDINAL_PART, PART_ZH);
  const words = searchable([text]);
  const places: number[] = [];

  const chapterNumbers = numbersOf(CHAPTER, CHAPTER_ZH);
  for (const number of chapterNumbers) {
    const found = index.chapters.filter(
      ({ chapter, part }) =>
        chapter.number === number &&
        (namedParts.length === 0 || namedParts.includes(parts.indexOf(part) + 1)),
    );
    // A chapter that is not outlined yet lies behind all that are.
    if (found.length === 0) return null;
    places.push(...found.map(({ place }) => place));
  }
  for (const { chapter, place } of index.chapters) {
    if (chapter.title.trim().length >= 2 && hasName(words, chapter.title)) places.push(place);
  }
  if (places.length === 0) {
    const spans = parts.flatMap((part, at) => {
      const isNamed = namedParts.includes(at + 1) || hasName(words, part.title);
      const span = index.order.get(part.id);
      return isNamed && span ? [span] : [];
    });
    for (const { first, last } of spans) places.push(AT_START.test(text) ? first : last);
  }
  return places.length === 0 ? null : Math.max(...places);
}

function numberOf(word: string): number {
  if (/^\d+$/.test(word)) return Number(word);
  const small = word.toLowerCase();
  const english = Math.max(ENGLISH_NUMBERS.indexOf(small), ENGLISH_ORDINALS.indexOf(small));
  return english >= 0 ? english + 1 : chineseNumber(word);
}

/** 1–999: 十二, 二十, 一百零五. */
function chineseNumber(word: string): number {
  let total = 0;
  let digit = 0;
  for (const character of word) {
    const unit = character === "百" ? 100 : character === "十" ? 10 : 0;
    if (unit > 0) {
      total += (digit === 0 ? 1 : digit) * unit;
      digit = 0;
    } else if (/\d/.test(character)) {
      digit = digit * 10 + Number(character);
    } else {
      digit = character === "两" ? 2 : Math.max(0, "零一二三四五六七八九".indexOf(character));
    }
  }
  return total + digit;
}

const EXCEPTION =
  /除|瞒|不知|不晓|未|没有?人|无人|\b(?:except|but|other than|apart from|unknown|nobody|no one|not|never|hidden from)\b/i;

/**
 * Whether `known_by` names one of `names`, and not as the one who must not know, nor as somebody's
 * relative ("Ada's mother", 沈砚的师父).
 */
export function isKnownBy(known_by: string, names: readonly string[]): boolean {
  const text = known_by.normalize("NFKC");
  if (EXCEPTION.test(text)) return false;
  return names.some((name) => {
    const ownAlone = ["'s", "’s", "的", "之"].reduce(
      (rest, ending) => rest.replaceAll(name.normalize("NFKC") + ending, " "),
      text,
    );
    return hasName(searchable([ownAlone]), name);
  });
}
