/** Candidates as equal cards, their facts aligned in rows so that eyes can compare. */
import type { JSX } from "preact";
import type { Proposal } from "#shared/session/proposal.ts";
import { type Card, shownIn } from "../../../models/studio/table.ts";
import type { Studio } from "../../../models/studio/studio.ts";
import { ConceptCard } from "./concept-card.tsx";

export interface ConceptCardsProps {
  readonly studio: Studio;
  readonly cards: readonly Card[];
  readonly lang: string;
}

export function ConceptCards({ studio, cards, lang }: ConceptCardsProps): JSX.Element {
  const chosen = studio.selection.value?.candidate.candidate_id;
  return (
    <ol class="cards" data-candidates="">
      {cards.map((card) => {
        const first = card.versions[0].candidate.candidate_id;
        const version = shownIn(card, chosen, studio.lookedVersion.value.get(first));
        return (
          <li key={first} class="card-place">
            <ConceptCard studio={studio} card={card} version={version} lang={lang} />
          </li>
        );
      })}
    </ol>
  );
}

/** A round by itself: every candidate a card with one version. */
export function cardsOf(proposal: Proposal): readonly Card[] {
  return proposal.candidates.map((candidate, index) => ({
    place: index,
    versions: [{ proposal, candidate, index }],
  }));
}
