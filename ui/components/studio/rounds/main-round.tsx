/** The open round: cards for concepts, a document for the later stages, with tabs where it has several. */
import type { JSX } from "preact";
import type { SessionState } from "#shared/session/state.ts";
import { words } from "../../../i18n/studio.words.ts";
import { letterOf, textOf } from "../../../models/studio/rounds.ts";
import type { Studio } from "../../../models/studio/studio.ts";
import { Button } from "../../controls/button.tsx";
import { Icon } from "../../controls/icon.tsx";
import { ConceptCards } from "../parts.ts";
import { CandidateDocument } from "../document/document.tsx";

export interface MainRoundProps {
  readonly studio: Studio;
  readonly state: SessionState;
}

export function MainRound({ studio, state }: MainRoundProps): JSX.Element | null {
  const stage = studio.stage.value;
  const proposal = studio.main.value;
  if (!stage || !proposal) return null;
  const chosen = studio.selection.value;
  const text = words.value;
  const table = studio.table.value;
  const several = proposal.candidates.length > 1;
  // What is confirmed is read; it is the current, unconfirmed stage that is worked on.
  const editable = studio.choosable.value;
  const newest = studio.rounds.value.at(-1);
  const older =
    proposal !== newest && !(newest && table?.rounds.has(newest.proposal_id)) ? (
      <p class="muted">{text.round.workingIsOlder(proposal.round)}</p>
    ) : null;
  if (stage === "CONCEPT_SELECTION") {
    const place = studio.place.value;
    return (
      <>
        {older}
        {table ? <ConceptCards studio={studio} cards={table.cards} lang={state.language} /> : null}
        {chosen ? (
          <CandidateDocument
            studio={studio}
            stage={stage}
            proposal={chosen.proposal}
            candidate={chosen.candidate}
            locked={chosen.locked}
            editable={editable}
          >
            <ChosenLine letter={place === null ? null : letterOf(place)} confirmed={!editable} />
          </CandidateDocument>
        ) : null}
      </>
    );
  }
  const looked = studio.looked.value.get(proposal.proposal_id) ?? chosen?.index ?? 0;
  const candidate = proposal.candidates[looked] ?? proposal.candidates[0];
  if (!candidate) return null;
  const isChosen = chosen?.candidate.candidate_id === candidate.candidate_id;
  return (
    <>
      {older}
      {several ? (
        <div class="tabs" role="tablist" aria-label={text.round.candidates}>
          {proposal.candidates.map((item, index) => (
            <button
              key={item.candidate_id}
              type="button"
              role="tab"
              class="tab"
              aria-selected={index === looked}
              tabIndex={index === looked ? 0 : -1}
              onClick={() => look(studio, proposal.proposal_id, index)}
              onKeyDown={(event) => {
                const by = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
                if (by === 0) return;
                const count = proposal.candidates.length;
                const next = (index + by + count) % count;
                look(studio, proposal.proposal_id, next);
                const tab = event.currentTarget.parentElement?.children[next];
                if (tab instanceof HTMLElement) tab.focus();
              }}
            >
              <span
                class="tab-name"
                data-name={`${letterOf(index)} ${textOf(item.content, "title")}`}
              >
                <span>
                  {letterOf(index)}{" "}
                  <span lang={state.language} dir="auto">
                    {textOf(item.content, "title")}
                  </span>
                </span>
              </span>
              {chosen?.index === index ? <Icon name="check" /> : null}
            </button>
          ))}
        </div>
      ) : null}
      <CandidateDocument
        studio={studio}
        stage={stage}
        proposal={proposal}
        candidate={candidate}
        locked={isChosen ? chosen.locked : []}
        editable={editable && isChosen}
      >
        {several && editable ? (
          <Button
            pressed={isChosen}
            name={text.actions.chooseName(letterOf(looked), textOf(candidate.content, "title"))}
            onPress={() => studio.choose(proposal, looked)}
          >
            {text.actions.choose}
            {isChosen ? <Icon name="check" /> : null}
          </Button>
        ) : null}
      </CandidateDocument>
    </>
  );
}

function look(studio: Studio, proposal_id: string, index: number): void {
  studio.looked.value = new Map(studio.looked.value).set(proposal_id, index);
}

interface ChosenLineProps {
  readonly letter: string | null;
  readonly confirmed: boolean;
}

function ChosenLine({ letter, confirmed }: ChosenLineProps): JSX.Element {
  const text = words.value;
  return (
    <p class="chosen-word">
      <Icon name="check" />
      {confirmed ? text.stageStatus.CONFIRMED : text.actions.chosen}
      {letter === null ? "" : ` ${letter}`}
    </p>
  );
}
