import { expect, test } from "vitest";
import { fakeContents, fakeProposal } from "../../testing/fake-state.ts";
import { shownIn, tableOf, unknownParent } from "./table.ts";

const three = fakeContents("CONCEPT_SELECTION", "en");
const root = fakeProposal("CONCEPT_SELECTION", 1, three);
const [, b, c] = root.candidates;

/** A round of one that was made from a candidate of `from`. */
function reworked(from: typeof root, candidate: typeof b, title: string, isSaid = true) {
  return fakeProposal("CONCEPT_SELECTION", from.round + 1, [{ ...candidate?.content, title }], {
    parent: from.proposal_id,
    parentCandidate: isSaid ? candidate?.candidate_id : undefined,
  });
}

const titlesIn = (rounds: readonly (typeof root)[], main: typeof root) =>
  tableOf(rounds, main)?.cards.map((card) =>
    card.versions.map(({ candidate }) => candidate.content.title),
  );

test("what was made of a candidate is a version in its card, and so is what was made of that", () => {
  const second = reworked(root, b, "Two");
  const third = reworked(second, second.candidates[0], "Three");
  const of = (index: number) => three[index]?.title;
  const rounds = [root, second, third];
  const expected = [[of(0)], [of(1), "Two", "Three"], [of(2)]];
  expect(titlesIn(rounds, third)).toEqual(expected);
  expect(titlesIn(rounds, root)).toEqual(expected);
});

test("rounds that do not say which candidate they were made from are told by their words", () => {
  const second = reworked(root, c, "Two", false);
  expect(titlesIn([root, second], second)?.[2]).toEqual([three[2]?.title, "Two"]);
  const alien = fakeProposal("CONCEPT_SELECTION", 2, [{ motif: "salt" }], {
    parent: root.proposal_id,
  });
  expect(tableOf([root, alien], alien)).toBeNull();
});

test("a card shows what is looked at, then what is chosen, then the newest", () => {
  const second = reworked(root, b, "Two");
  const card = tableOf([root, second], second)?.cards[1];
  if (!card) throw new Error("there is a card");
  const first = b?.candidate_id ?? "";
  expect(shownIn(card, undefined, undefined).candidate).toBe(second.candidates[0]);
  expect(shownIn(card, first, undefined).candidate).toBe(b);
  expect(shownIn(card, undefined, { candidate_id: first, versions: 2 }).candidate).toBe(b);
  // Another version has come since.
  expect(shownIn(card, undefined, { candidate_id: first, versions: 1 }).index).toBe(0);
});

test("a round whose parent is not here says which one to fetch", () => {
  const second = reworked(root, b, "Two");
  expect(unknownParent([second], second)).toBe(root.proposal_id);
  expect(unknownParent([root, second], second)).toBeNull();
});
