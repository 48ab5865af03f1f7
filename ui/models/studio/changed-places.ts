/** Where the chosen candidate differs from the one it was made from, in the document's order. */
import { inDocumentOrder, removedItems } from "../content/changes.ts";
import { parentOf, type Selection } from "./rounds.ts";
import type { Proposal } from "#shared/session/proposal.ts";
import type { Stage } from "#shared/stages.ts";

/** Pointers, each once; that of a list where something was taken out of it. */
export function changedPlaces(
  stage: Stage,
  rounds: readonly Proposal[],
  chosen: Selection,
): readonly string[] {
  const { changed, content } = chosen.candidate;
  const before = parentOf(rounds, chosen)?.content;
  const removed = before === undefined ? [] : removedItems(stage, before, content);
  return inDocumentOrder(stage, [
    ...new Set([...changed, ...removed.map(({ pointer }) => pointer)]),
  ]);
}
