import { expect, test } from "vitest";
import { fakeState } from "../../testing/fake-state.ts";
import { mentionsOf } from "./mentions.ts";

function book(title: string, premise: string) {
  const state = fakeState("en");
  const accepted = {
    proposal_id: "p",
    candidate_id: "c",
    accepted_at: "2026-01-01T00:00:00Z",
    content: { title, facts: [{ id: "Ann", label: "who", text: premise }] },
  };
  const concept = { ...state.stages.CONCEPT_SELECTION, accepted };
  return { ...state, stages: { ...state.stages, CONCEPT_SELECTION: concept } };
}

test("a name ends where its word does; Chinese stands among its neighbours; ids are none", () => {
  const state = book("Anna and Ann", "林夕听见Ann说林夕");
  expect(mentionsOf(state, "Ann").map(({ pointer }) => pointer)).toEqual([
    "/title",
    "/facts/0/text",
  ]);
  expect(mentionsOf(state, "林夕")).toHaveLength(1);
  expect(mentionsOf(state, "An")).toEqual([]);
  expect(mentionsOf(state, "(")).toEqual([]);
});
