/** A voice sheet in words of the book's language, for the story's voice and every chapter's packet. */
import type { Language } from "../statuses.ts";
import type { VoiceSheet } from "./measure-voice.ts";

export function voiceWords(sheet: VoiceSheet, language: Language): string {
  return (language === "en" ? english(sheet) : chinese(sheet))
    .filter((line) => line !== "")
    .join("\n");
}

function english(s: VoiceSheet): readonly string[] {
  const unit = s.unit === "words" ? "words" : "characters";
  return [
    `Sentences: half under ${s.median} ${unit}, one in ten over ${s.long}.`,
    `Dialogue: ${Math.round(s.dialogue * 100)}% of the text.`,
    s.person === null ? "" : `Person: ${s.person}.`,
    s.tense === null ? "" : `Tense: ${s.tense}.`,
    s.favourites.length === 0 ? "" : `Likes: ${s.favourites.join(", ")}.`,
    s.never.length === 0 ? "" : `Never: ${s.never.join(", ")}.`,
  ];
}

function chinese(s: VoiceSheet): readonly string[] {
  const unit = s.unit === "words" ? "词" : "字";
  const persons = { first: "第一人称", third: "第三人称" };
  const tenses = { past: "过去时", present: "现在时" };
  return [
    `句长：一半不到 ${s.median} ${unit}，十句里有一句超过 ${s.long} ${unit}。`,
    `对白：占 ${Math.round(s.dialogue * 100)}%。`,
    s.person === null ? "" : `人称：${persons[s.person]}。`,
    s.tense === null ? "" : `时态：${tenses[s.tense]}。`,
    s.favourites.length === 0 ? "" : `常用：${s.favourites.join("、")}。`,
    s.never.length === 0 ? "" : `从不用：${s.never.join("、")}。`,
  ];
}
