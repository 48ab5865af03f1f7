/** The other rounds, a line each, opened in place. Choosing in one brings it back. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Proposal } from "#shared/session/proposal.ts";
import { relativeDate } from "../../../i18n/dates.ts";
import { words } from "../../../i18n/studio.words.ts";
import { serverNow } from "../../../models/browser/server-clock.ts";
import { interfaceLanguage } from "../../../i18n/interface-language.ts";
import { letterOf, roundIsSample, textOf } from "../../../models/studio/rounds.ts";
import type { Studio } from "../../../models/studio/studio.ts";
import { Button } from "../../controls/button.tsx";
import { Icon } from "../../controls/icon.tsx";
import { SampleTag } from "../../controls/sample-tag.tsx";
import { cardsOf, ConceptCards } from "./concept-cards.tsx";
import { CandidateDocument } from "../document/document.tsx";
import { originWords } from "../document/origin.ts";

export function OtherRounds({ studio }: { readonly studio: Studio }): JSX.Element | null {
  const state = studio.session.state.value;
  const stageState = studio.stageState.value;
  const main = studio.main.value;
  if (!state || !stageState || !main) return null;
  const text = words.value;
  const rounds = studio.rounds.value;
  const inCards = studio.table.value?.rounds ?? new Set([main.proposal_id]);
  const others = rounds.filter(({ proposal_id }) => !inCards.has(proposal_id)).reverse();
  const unseen = Math.max(0, stageState.proposal_count - rounds.length);
  if (others.length === 0 && unseen === 0) return null;
  const newest = rounds.at(-1);
  return (
    <section class="rounds" aria-labelledby="rounds-title">
      <h2 class="section-title small" id="rounds-title">
        {text.round.older}
      </h2>
      <ol>
        {others.map((proposal) => (
          <RoundLine
            key={proposal.proposal_id}
            studio={studio}
            proposal={proposal}
            lang={state.language}
            isNewest={proposal === newest}
          />
        ))}
      </ol>
      {unseen > 0 ? (
        <p>
          <Button
            kind="quiet"
            disabled={studio.olderStatus.value === "loading"}
            onPress={() => void studio.loadOlder()}
          >
            {studio.olderStatus.value === "loading"
              ? text.round.loading
              : text.round.showOlder(unseen)}
          </Button>
          {studio.olderStatus.value === "failed" ? (
            <span class="label">{text.round.failed}</span>
          ) : null}
        </p>
      ) : null}
    </section>
  );
}

interface RoundLineProps {
  readonly studio: Studio;
  readonly proposal: Proposal;
  readonly lang: string;
  readonly isNewest: boolean;
}

function RoundLine({ studio, proposal, lang, isNewest }: RoundLineProps): JSX.Element {
  const [open, setOpen] = useState(false);
  const text = words.value;
  const { origin, candidates } = proposal;
  const titles = candidates.map((candidate) => textOf(candidate.content, "title")).join(" · ");
  return (
    <li class={`round${open ? " open" : ""}`} id={`round-${proposal.proposal_id}`}>
      <button type="button" class="round-line" aria-expanded={open} onClick={() => setOpen(!open)}>
        <Icon name={open ? "down" : "right"} />
        <span class="round-name">
          {text.round.name(proposal.round)}
          {isNewest ? ` · ${text.round.newest}` : ""}
        </span>
        <span class="round-titles" lang={lang} dir="auto">
          {titles}
        </span>
        <span class="label round-origin">
          {roundIsSample(proposal) ? <SampleTag /> : null}
          {[
            originWords(proposal),
            relativeDate(Date.parse(proposal.created_at), serverNow(), interfaceLanguage.value),
          ]
            .filter((part) => part !== "")
            .join(" · ")}
        </span>
      </button>
      {open ? (
        <div class="round-body">
          {origin.feedback === null ? null : (
            <p dir="auto">{text.round.feedback(origin.feedback)}</p>
          )}
          {origin.locked.length > 0 ? (
            <p class="label">{text.round.locked(origin.locked.length)}</p>
          ) : null}
          {proposal.stage === "CONCEPT_SELECTION" ? (
            <ConceptCards studio={studio} cards={cardsOf(proposal)} lang={lang} />
          ) : (
            candidates.map((candidate, index) => (
              <CandidateDocument
                key={candidate.candidate_id}
                studio={studio}
                stage={proposal.stage}
                proposal={proposal}
                candidate={candidate}
                locked={[]}
                editable={false}
              >
                {studio.choosable.value ? (
                  <Button
                    name={text.actions.chooseName(
                      letterOf(index),
                      textOf(candidate.content, "title"),
                    )}
                    onPress={() => studio.choose(proposal, index)}
                  >
                    {text.actions.choose}
                  </Button>
                ) : null}
              </CandidateDocument>
            ))
          )}
        </div>
      ) : null}
    </li>
  );
}
