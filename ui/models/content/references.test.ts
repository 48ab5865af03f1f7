import "../../testing/all-words.ts";
import { expect, test } from "vitest";
import { fakeProposal, fakeState } from "../../testing/fake-state.ts";
import { englishNovel } from "#shared/testing/novel-fixture.ts";
import { createReferences } from "./references.ts";

const ROUNDS = 30;

/** A book of many rounds, in none of which a chapter is called as one asks; `reads` counts looks. */
function bookOfRounds() {
  const reads: number[] = [];
  const { outline } = englishNovel;
  const contents = Array.from({ length: ROUNDS }, (_, at) => {
    reads.push(0);
    return {
      ...outline,
      get parts() {
        reads[at] = (reads[at] ?? 0) + 1;
        return outline.parts;
      },
    };
  });
  // A copy of one would hold no getter.
  const rounds = contents.map((content, at) => {
    const round = fakeProposal("PLOT_OUTLINE", at + 1, [{}]);
    return { ...round, candidates: round.candidates.map((one) => ({ ...one, content })) };
  });
  const state = fakeState("en");
  const stages = {
    ...state.stages,
    PLOT_OUTLINE: { ...state.stages.PLOT_OUTLINE, proposals: rounds },
  };
  return { state: { ...state, stages }, reads };
}

test("however many references lead nowhere, a round is looked through once for their names", () => {
  const { state, reads } = bookOfRounds();
  const references = createReferences(state, "PLOT_OUTLINE", englishNovel.outline);
  references.nameOf("chapter_or_part", "gone");
  const once = [...reads];
  expect(Math.min(...once)).toBeGreaterThan(0);
  for (let at = 0; at < 12; at += 1) references.nameOf("chapter_or_part", `gone-${at}`);
  // The next drawing of the page asks anew.
  createReferences(state, "PLOT_OUTLINE", englishNovel.outline).nameOf("chapter_or_part", "gone");
  expect(reads).toEqual(once);
});

test("an item that was taken out is told by the name that it had last", () => {
  const state = fakeState("en");
  const { outline } = englishNovel;
  const [first] = outline.parts;
  const [chapter] = first?.chapters ?? [];
  const titled = (title: string) =>
    fakeProposal("PLOT_OUTLINE", 1, [
      { ...outline, parts: [{ ...first, chapters: [{ ...chapter, title }] }] },
    ]);
  const stages = {
    ...state.stages,
    PLOT_OUTLINE: { ...state.stages.PLOT_OUTLINE, proposals: [titled("Older"), titled("Newer")] },
  };
  const without = { ...outline, parts: [{ ...first, chapters: [] }] };
  const references = createReferences({ ...state, stages }, "PLOT_OUTLINE", without);
  expect(references.nameOf("chapter_or_part", chapter?.id ?? "")).toMatch(/^Newer（/);
  expect(references.options("chapter_or_part").filter(({ id }) => id === chapter?.id)).toEqual([]);
});
