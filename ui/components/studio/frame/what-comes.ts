/** While a writer waits, what shows the answer is fetched: it is here when the answer is. */
import { useEffect } from "preact/hooks";
import type { SessionState } from "#shared/session/state.ts";
import { ConceptCards, OtherRounds, Receipts } from "../parts.ts";

export function useWhatComes(state: SessionState | null): void {
  const isWaiting = state?.is_pending === true;
  const stage = state?.current_stage;
  const hasRounds = stage !== undefined && (state?.stages[stage].proposal_count ?? 0) > 0;
  useEffect(() => {
    if (!isWaiting) return;
    // A document's code is that of every look at a book.
    if (stage === "CONCEPT_SELECTION") ConceptCards.fetchNow();
    if (!hasRounds) return;
    OtherRounds.fetchNow();
    Receipts.fetchNow();
  }, [isWaiting, stage, hasRounds]);
}
