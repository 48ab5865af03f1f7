import "../../../testing/all-words.ts";
import { expect, test } from "vitest";
import { words } from "../../../i18n/studio.words.ts";
import { createFakeApi } from "../../../testing/fake-api.ts";
import { costWords } from "./cost-words.ts";

/** A book whose rounds were written by `reported` for 2 cents each, and where `model` writes now. */
function bookOf(model: string, reported: string) {
  const { session } = createFakeApi();
  session.accept({ command_type: "REQUEST_INSPIRATION", payload: {} });
  while (session.state().is_pending) session.write(10_000);
  session.change((state) => {
    const { CONCEPT_SELECTION } = state.stages;
    const proposals = CONCEPT_SELECTION.proposals.map((proposal) => ({
      ...proposal,
      origin: { ...proposal.origin, kind: "ai" as const, model: reported, cost_usd: 0.02 },
    }));
    return {
      ...state,
      generator: { kind: "model", model, host: "x.example", concurrency: 1 },
      stages: { ...state.stages, CONCEPT_SELECTION: { ...CONCEPT_SELECTION, proposals } },
    };
  });
  return costWords(session.state());
}

test.each([
  ["gpt-4o", "gpt-4o"],
  ["gpt-4o", "gpt-4o-2024-08-06"],
  ["qwen3", "qwen3:8b"],
  ["llama3", "llama3:latest"],
  ["sonnet", "sonnet@20250929"],
])("what %s has cost is known where it is reported as %s", (model, reported) => {
  expect(bookOf(model, reported)).toContain("0.02");
});

test.each([
  ["gpt-4o", "gpt-4o-mini-2024-07-18"],
  ["gpt-4o", "gpt-4"],
  ["big", "big:free"],
])("what %s costs is not known from %s", (model, reported) => {
  expect(bookOf(model, reported)).toBe(words.value.cost.unknown);
});
