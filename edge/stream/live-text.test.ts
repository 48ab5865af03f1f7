import { describe, expect, test } from "vitest";
import { type LiveGeneration, LiveText } from "./live-text.ts";

const generation = (
  texts: readonly string[],
  extra: Partial<LiveGeneration> = {},
): LiveGeneration => ({
  session_id: "s",
  account: "anybody",
  command_id: "c",
  stage: "CONCEPT_SELECTION",
  attempt: 1,
  progress: 0,
  message_code: null,
  candidates_done: 0,
  candidates_total: 3,
  partial: texts.map((text, candidate_index) => ({ candidate_index, text })),
  ...extra,
});

/** What a reader is sent: progress as its percentage, a delta as [candidate, offset, text]. */
function told(reader: LiveText, generations: readonly LiveGeneration[]): unknown[] {
  return reader.advance(generations, new Map()).map((frame) => {
    const data = JSON.parse(frame.slice(frame.indexOf("data: ") + 6));
    return frame.startsWith("event: genesis.generation.progress")
      ? data.progress
      : [data.candidate_index, data.offset, data.text];
  });
}

describe("a reader's live text", () => {
  test("is what lies beyond its own offset, counted in code points", () => {
    const reader = new LiveText();
    expect(told(reader, [generation(["🌊a"])])).toEqual([0, [0, 0, "🌊a"]]);
    expect(told(reader, [generation(["🌊a字🌊"])])).toEqual([[0, 2, "字🌊"]]);
    expect(told(reader, [generation(["🌊a字🌊b", "x"])])).toEqual([
      [0, 4, "b"],
      [1, 0, "x"],
    ]);
  });

  test("is silent where nothing changed", () => {
    const reader = new LiveText();
    told(reader, [generation(["a"])]);
    expect(told(reader, [generation(["a"])])).toEqual([]);
    expect(told(reader, [generation(["a"], { progress: 33 })])).toEqual([33]);
  });

  test("begins anew with another attempt, or where a text became shorter", () => {
    const reader = new LiveText();
    told(reader, [generation(["abc"])]);
    expect(told(reader, [generation(["a"])])).toEqual([[0, 0, "a"]]);
    expect(told(reader, [generation(["ab"], { attempt: 2 })])).toEqual([0, [0, 0, "ab"]]);
  });

  test("does not mix readers that share a wake's frames but not an offset", () => {
    const early = new LiveText();
    const late = new LiveText();
    early.advance([generation(["ab"])], new Map());
    const frames = new Map<string, string>();
    expect(early.advance([generation(["abcd"])], frames).at(-1)).toContain(
      '"offset":2,"text":"cd"',
    );
    expect(late.advance([generation(["abcd"])], frames).at(-1)).toContain(
      '"offset":0,"text":"abcd"',
    );
  });
});
