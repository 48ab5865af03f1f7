/** Names of a cast that a reader takes for one another: by first letter and shape; in Chinese by sound and shape. */
import { isUnsaid } from "../content/unsaid.ts";
import type { Check } from "./check.ts";
import type { Foundation } from "./foundation.ts";

/** Common family names that sound alike but for their tone, a group each. */
const SOUND_ALIKE = [
  "陆卢路鲁",
  "江姜蒋",
  "张章",
  "王汪",
  "李黎厉",
  "吴武伍",
  "余于俞虞",
  "沈申",
  "林凌蔺",
  "程成",
  "何贺",
  "许徐",
  "谢解",
  "方房",
  "傅付",
  "白柏",
  "肖萧",
  "严颜阎",
  "季纪",
  "史施石时",
  "韩",
  "罗骆",
  "顾古谷",
  "卫魏",
  "文闻温",
  "杨阳",
  "梁良",
  "钱",
  "汤唐",
  "金靳",
  "袁元",
  "关管",
  "易伊",
  "齐戚祁",
  "朱诸祝",
  "楚褚",
  "岳乐",
  "尹殷",
  "薛学",
  "邱丘秋",
  "曹晁",
  "裴佩",
  "蓝兰",
  "夏",
  "洪红",
];
const SOUND = new Map(
  SOUND_ALIKE.flatMap((group, index) => Array.from(group).map((name) => [name, index] as const)),
);
const HAN = /^\p{Script=Han}+$/u;

export function alikeNames({ characters }: Foundation): Check[] {
  const cast = characters.characters;
  const checks: Check[] = [];
  for (const [i, one] of cast.entries()) {
    for (const [j, other] of cast.slice(0, i).entries()) {
      if (!areAlike(one.name.trim(), other.name.trim())) continue;
      // One who only passes by is confused where the names are nearly the same.
      const isMinor = one.weight === "minor" || other.weight === "minor";
      if (isMinor && !isNearlySame(one.name, other.name)) continue;
      const at = (index: number) => `/characters/characters/${index}/name`;
      checks.push({ code: "NAMES_ALIKE", pointers: [at(i), at(j)] });
    }
  }
  return checks;
}

function areAlike(one: string, other: string): boolean {
  if (one === other || [one, other].some((name) => name === "" || isUnsaid(name))) return false;
  if (HAN.test(one) && HAN.test(other))
    return areAlikeInChinese(Array.from(one), Array.from(other));
  const [first, second] = [givenName(one), givenName(other)];
  // Of one family: the given names tell them apart, or do not.
  return (
    first !== second &&
    first[0] === second[0] &&
    Math.abs(first.length - second.length) <= 2 &&
    first.length > 1
  );
}

function areAlikeInChinese(one: readonly string[], other: readonly string[]): boolean {
  const [family = "", ...given] = one;
  const [otherFamily = "", ...otherGiven] = other;
  if (family === otherFamily) {
    // 陆沉 and 陆尘 are told apart by one character; 陆沉 and 陆远山 by more.
    return given.length > 1 && given.length === otherGiven.length && isOneApart(given, otherGiven);
  }
  const sound = SOUND.get(family);
  const soundsAlike = sound !== undefined && sound === SOUND.get(otherFamily);
  const isSameGiven = given.join("") === otherGiven.join("") && given.length > 0;
  return soundsAlike || isSameGiven;
}

function isOneApart(one: readonly string[], other: readonly string[]): boolean {
  return one.filter((character, index) => character !== other[index]).length === 1;
}

function isNearlySame(one: string, other: string): boolean {
  const [a, b] = [Array.from(givenName(one)), Array.from(givenName(other))];
  return a.length === b.length && a.filter((letter, index) => letter !== b[index]).length <= 1;
}

/** Without a title before it; in small letters. */
function givenName(name: string): string {
  const [first = "", second] = name
    .normalize("NFKC")
    .toLowerCase()
    .split(/[\s·]+/u);
  const isTitle =
    /^(?:mr|mrs|ms|miss|dr|sir|lady|lord|captain|father|mother|aunt|uncle|old|the)\.?$/;
  return isTitle.test(first) && second !== undefined ? second : first;
}
