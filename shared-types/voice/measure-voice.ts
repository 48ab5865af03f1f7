/**
 * A voice as it can be measured in pages that a writer wrote: by rule, the same for the same text. In
 * words for Western languages, in characters for Chinese. Imports nothing.
 */

export interface VoiceSheet {
  /** What lengths are counted in. */
  readonly unit: "words" | "chars";
  readonly sentences: number;
  /** Half of the sentences are shorter. */
  readonly median: number;
  /** One sentence in ten is longer. */
  readonly long: number;
  /** Of the text, between quotation marks: 0 to 1. */
  readonly dialogue: number;
  readonly person: "first" | "third" | null;
  /** Null where the language does not say it by its verbs. */
  readonly tense: "past" | "present" | null;
  /** Used more often than it is usual, most first. */
  readonly favourites: readonly string[];
  /** Common words that it never uses. */
  readonly never: readonly string[];
}

const MOST = 8;
const LEAST_OFTEN = 3;
const HAN = /[\u3400-\u9fff]/g;
const QUOTED = /“[^”]*”|「[^」]*」|『[^』]*』|"[^"\n]*"/g;
const WORD = /\p{L}[\p{L}'’-]*/gu;

const COMMON_EN = new Set(
  "the a an and or but of to in on at by for with from as is was are were be been being it its he she they we you i his her their my your our him them me us this that these those not no so if then than there here when where who what which how all any some one two up down out into over had has have do did does would could should will can may might said just now about back after before again more only very".split(
    " ",
  ),
);
/** Words that writers are told to watch: who uses none of them shows it. */
const WATCHED = {
  words: ["suddenly", "very", "really", "just", "somehow", "quite", "almost", "perhaps", "seemed"],
  chars: ["突然", "忽然", "非常", "仿佛", "似乎", "不禁", "竟然", "微微", "淡淡"],
} as const;

/** Null where there is too little to measure. */
export function measureVoice(text: string): VoiceSheet | null {
  const unit = (text.match(HAN)?.length ?? 0) * 2 > text.length * 0.4 ? "chars" : "words";
  const lengths = sentencesOf(text)
    .map((sentence) => countIn(sentence, unit))
    .filter((length) => length > 0)
    .toSorted((one, other) => one - other);
  if (lengths.length < 5) return null;
  const quoted = text.match(QUOTED) ?? [];
  const narration = text.replaceAll(QUOTED, " ");
  return {
    unit,
    sentences: lengths.length,
    median: lengths[Math.floor(lengths.length / 2)] ?? 0,
    long: lengths[Math.floor(lengths.length * 0.9)] ?? 0,
    dialogue: quoted.join("").length / text.length,
    person: personOf(narration, unit),
    tense: unit === "chars" ? null : tenseOf(narration),
    favourites: favouritesOf(text, unit),
    never: WATCHED[unit].filter((word) => !text.toLowerCase().includes(word)),
  };
}

function sentencesOf(text: string): readonly string[] {
  return text.split(/(?<=[.!?。！？…])["”’」』]?\s*|\n+/);
}

function countIn(text: string, unit: VoiceSheet["unit"]): number {
  return (text.match(unit === "chars" ? HAN : WORD) ?? []).length;
}

function personOf(narration: string, unit: VoiceSheet["unit"]): VoiceSheet["person"] {
  const count = (pattern: RegExp) => narration.match(pattern)?.length ?? 0;
  const first = unit === "chars" ? count(/我/g) : count(/\b(?:I|me|my|we|us|our)\b/g);
  const third =
    unit === "chars" ? count(/[他她]/g) : count(/\b(?:he|she|him|her|his|they|them)\b/gi);
  if (first + third < 2) return null;
  return first > third ? "first" : "third";
}

function tenseOf(narration: string): VoiceSheet["tense"] {
  const past = narration.match(/\b(?:was|were|had|did|said|went|came|\w{3,}ed)\b/gi)?.length ?? 0;
  const present = narration.match(/\b(?:is|are|has|does|says|goes|comes)\b/gi)?.length ?? 0;
  if (past + present < 4) return null;
  return past > present ? "past" : "present";
}

function favouritesOf(text: string, unit: VoiceSheet["unit"]): readonly string[] {
  const counts = new Map<string, number>();
  const add = (word: string) => counts.set(word, (counts.get(word) ?? 0) + 1);
  if (unit === "words") {
    for (const [word] of text.toLowerCase().matchAll(WORD)) {
      if (word.length > 3 && !COMMON_EN.has(word)) add(word);
    }
  } else {
    // Without a dictionary: what stands together more often than by chance.
    for (const [run] of text.matchAll(/[\u3400-\u9fff]{2,}/g)) {
      for (let at = 0; at + 2 <= run.length; at += 1) {
        const pair = run.slice(at, at + 2);
        if (!/[的了是在我你他她它不也就都这那有和与着过]/.test(pair)) add(pair);
      }
    }
  }
  return [...counts]
    .filter(([, count]) => count >= LEAST_OFTEN)
    .toSorted(([, one], [, other]) => other - one)
    .slice(0, MOST)
    .map(([word]) => word);
}
