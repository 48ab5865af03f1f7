import { describe, expect, test } from "vitest";
import type { PendingCommand } from "#shared/session/state.ts";
import { fromState, withDelta, withProgress, wholeWords } from "./live-generation.ts";

const pending = (change: Partial<PendingCommand> = {}): PendingCommand => ({
  command_id: "c1",
  command_type: "REQUEST_INSPIRATION",
  status: "PROCESSING",
  received_at: "2026-11-24T00:00:00Z",
  started_at: null,
  attempt: 1,
  progress: 0,
  message_code: null,
  candidates_done: 0,
  candidates_total: 3,
  partial: [],
  ...change,
});
const delta = (
  offset: number,
  text: string,
  change: { attempt?: number; index?: number } = {},
) => ({
  command_id: "c1",
  stage: "CONCEPT_SELECTION" as const,
  attempt: change.attempt ?? 1,
  candidate_index: change.index ?? 0,
  offset,
  text,
});
const textOf = (live: ReturnType<typeof fromState>, index = 0) => live.texts.get(index)?.text;

describe("text that streams in", () => {
  test("offsets count code points, so that characters beyond the basic plane stay whole", () => {
    let live = fromState(null, pending());
    live = withDelta(live, delta(0, "𠀀𠀁海")).live;
    live = withDelta(live, delta(3, "岛")).live;
    expect(textOf(live)).toBe("𠀀𠀁海岛");
    // A piece that overlaps replaces from its offset on.
    live = withDelta(live, delta(1, "𠀂天空")).live;
    expect(textOf(live)).toBe("𠀀𠀂天空");
    live = withDelta(live, delta(1, "𠀂天空边")).live;
    expect(textOf(live)).toBe("𠀀𠀂天空边");
  });

  test("a piece that comes twice changes nothing", () => {
    const live = withDelta(fromState(null, pending()), delta(0, "abc")).live;
    expect(withDelta(live, delta(0, "ab"))).toEqual({ live, gap: false });
  });

  test("a gap is noticed and nothing is put in the wrong place", () => {
    const live = withDelta(fromState(null, pending()), delta(0, "abc")).live;
    expect(withDelta(live, delta(5, "x"))).toEqual({ live, gap: true });
  });

  test("a state read earlier never shortens what has already arrived", () => {
    const live = withDelta(fromState(null, pending()), delta(0, "abcdef")).live;
    const older = fromState(live, pending({ partial: [{ candidate_index: 0, text: "abc" }] }));
    expect(textOf(older)).toBe("abcdef");
    const newer = fromState(live, pending({ partial: [{ candidate_index: 0, text: "abcdefgh" }] }));
    expect(textOf(newer)).toBe("abcdefgh");
  });

  test("after a reload the state alone gives the text back", () => {
    const live = fromState(null, pending({ partial: [{ candidate_index: 1, text: "好" }] }));
    expect(textOf(live, 1)).toBe("好");
  });

  test("a new attempt starts over, and an old attempt's pieces are ignored", () => {
    let live = withDelta(fromState(null, pending()), delta(0, "first")).live;
    live = withDelta(live, delta(0, "second", { attempt: 2 })).live;
    expect(textOf(live)).toBe("second");
    expect(withDelta(live, delta(6, "!", { attempt: 1 })).live).toBe(live);
  });

  test("another command's text is not mixed in", () => {
    const live = withDelta(fromState(null, pending()), delta(0, "old")).live;
    expect(fromState(live, pending({ command_id: "c2" })).texts.size).toBe(0);
  });
});

describe("the bar", () => {
  const progress = (done: number, attempt = 1) => ({
    command_id: "c1",
    attempt,
    progress: Math.round((done * 100) / 3),
    message_code: null,
    candidates_done: done,
    candidates_total: 3,
  });

  test("it counts finished candidates", () => {
    const live = fromState(null, pending());
    expect(live.bar).toBe(0);
    expect(withProgress(live, progress(1)).bar).toBeCloseTo(1 / 3);
  });

  test("it never goes back, not even where a crashed attempt starts over", () => {
    let live = withProgress(fromState(null, pending()), progress(2));
    live = withProgress(live, progress(0, 2));
    expect(live.bar).toBeCloseTo(2 / 3);
    live = fromState(live, pending({ attempt: 2, candidates_done: 1 }));
    expect(live.bar).toBeCloseTo(2 / 3);
  });

  test("where nothing can be counted it says nothing", () => {
    expect(fromState(null, pending({ candidates_total: 1 })).bar).toBeNull();
    expect(fromState(null, pending({ candidates_total: 1, progress: 40 })).bar).toBeCloseTo(0.4);
  });
});

test("text arrives by whole words, Chinese by characters", () => {
  expect(wholeWords("The tide ro")).toBe("The tide ");
  expect(wholeWords("The tide.")).toBe("The tide.");
  expect(wholeWords("潮水退")).toBe("潮水退");
});
