import { expect, test } from "vitest";
import { measureVoice } from "./measure-voice.ts";
import { voiceWords } from "./voice-words.ts";

test("an English page: lengths, dialogue, person, tense, favourites and what it never uses", () => {
  const page =
    "The bell rang. Mara counted the bell. “Seven,” she said. She counted again, slowly, and the harbour was dark and the harbour waited for her. It was late. The bell stopped. The harbour was hers.";
  const sheet = measureVoice(page);
  expect(sheet).toMatchObject({ unit: "words", median: 3, person: "third", tense: "past" });
  expect(sheet?.favourites).toEqual(["bell", "harbour"]);
  expect(sheet?.never).toContain("suddenly");
  expect(sheet?.dialogue).toBeGreaterThan(0);
  expect(voiceWords(sheet ?? never(), "en")).toContain("Tense: past.");
});

test("a Chinese page is counted in characters, and too little is not measured", () => {
  const page = "我听见钟声。我数着钟声。「七下。」我说。钟声停了，我站在雨里，雨停了。我没有走。";
  const sheet = measureVoice(page);
  expect(sheet).toMatchObject({ unit: "chars", person: "first", tense: null });
  expect(sheet?.favourites).toContain("钟声");
  expect(voiceWords(sheet ?? never(), "zh-CN")).toContain("人称：第一人称。");
  expect(measureVoice("一句话。")).toBeNull();
});

function never(): never {
  throw new Error("nothing was measured");
}
