import { expect, test } from "vitest";
import { fakeContents, fakeProposal } from "../../testing/fake-state.ts";
import { isSample, mainRound, mergeRounds, originAt, selectionOf } from "./rounds.ts";

const three = fakeProposal("CONCEPT_SELECTION", 1, fakeContents("CONCEPT_SELECTION", "en"));
const one = fakeProposal(
  "CONCEPT_SELECTION",
  2,
  fakeContents("CONCEPT_SELECTION", "en").slice(0, 1),
);
const ids = (index: number) => ({
  proposal_id: three.proposal_id,
  candidate_id: three.candidates[index]?.candidate_id ?? "",
  locked: ["/tone"],
});

test("nothing of several is chosen until the writer chooses", () => {
  expect(selectionOf([three], null)).toBeNull();
  expect(selectionOf([three], ids(1))).toMatchObject({ index: 1, locked: ["/tone"] });
});

test("a round of one is chosen by itself", () => {
  expect(selectionOf([three, one], null)).toMatchObject({ proposal: one, index: 0, locked: [] });
});

test("the newest round is open, unless an earlier one is worked on", () => {
  expect(mainRound([three, one], null)).toBe(one);
  expect(mainRound([three, one], ids(0))).toBe(three);
});

test("rounds that were fetched later join in their order, each once", () => {
  expect(mergeRounds([one], [three, one])).toEqual([three, one]);
});

test("a hand edit does not turn a sample into the writer's own", () => {
  const [candidate] = three.candidates;
  if (!candidate) throw new Error("a round has a candidate");
  const user = { kind: "user", proposal_id: one.proposal_id } as const;
  const edited = {
    ...candidate,
    field_origins: { ...candidate.field_origins, "/facts/1": user },
  };
  const round = { ...three, origin: { ...three.origin, kind: "user" as const } };
  expect(isSample(round, edited)).toBe(true);
  expect(originAt(edited, "/facts/1/text")).toBe("user");
  expect(originAt(edited, "/facts/10")).toBe("sample");
});
