/** The five stages: glyph, name, and one line of what was accepted. Below 1024 it is "3/5". */
import type { JSX } from "preact";
import { type Stage, STAGES } from "#shared/stages.ts";
import type { SessionState } from "#shared/session/state.ts";
import { interfaceLanguage } from "../../../i18n/interface-language.ts";
import { words } from "../../../i18n/studio.words.ts";
import { isSample, textOf } from "../../../models/studio/rounds.ts";
import { stepOf, type Studio } from "../../../models/studio/studio.ts";
import { Popover } from "../../controls/popover.tsx";
import { SampleTag } from "../../controls/sample-tag.tsx";
import { StatusGlyph } from "../../controls/status-glyph.tsx";

export interface StepperProps {
  readonly studio: Studio;
  /** Something lies over the page. */
  readonly inert: boolean;
}

export function Stepper({ studio, inert }: StepperProps): JSX.Element | null {
  const state = studio.session.state.value;
  if (!state) return null;
  return (
    <nav class="stepper" aria-label={words.value.session.stepper} inert={inert}>
      <StepList studio={studio} state={state} />
    </nav>
  );
}

/** The same list behind "3/5". */
export function StepperButton({ studio }: { readonly studio: Studio }): JSX.Element | null {
  const state = studio.session.state.value;
  const stage = studio.stage.value;
  if (!state || !stage) return null;
  const text = words.value;
  const place = text.session.stepOf(stepOf(stage), STAGES.length);
  return (
    <Popover
      class="stepper-button"
      label={place}
      name={`${place} ${text.stages[stage]}`}
      align="start"
    >
      {(close) => (
        <nav aria-label={text.session.stepper} class="stepper-sheet">
          <StepList studio={studio} state={state} onLook={close} />
        </nav>
      )}
    </Popover>
  );
}

interface StepListProps {
  readonly studio: Studio;
  readonly state: SessionState;
  readonly onLook?: () => void;
}

function StepList({ studio, state, onLook }: StepListProps): JSX.Element {
  const text = words.value;
  return (
    <ol>
      {STAGES.map((stage) => {
        const { status, accepted, stale_because } = state.stages[stage];
        const isCurrent = state.current_stage === stage;
        const shown = studio.stage.value === stage;
        const reachable = status !== "EMPTY" || isCurrent;
        return (
          <li key={stage} class={`step${shown ? " shown" : ""}`}>
            <button
              type="button"
              class="step-button"
              aria-current={shown ? "step" : undefined}
              disabled={!reachable}
              title={reachable ? undefined : text.session.notYet}
              onClick={() => {
                studio.look(stage);
                onLook?.();
              }}
            >
              <StatusGlyph status={status} />
              <span class="step-words">
                <span class="step-name">{text.stages[stage]}</span>
                {accepted ? (
                  <span class="step-line">
                    <span lang={state.language} dir="auto">
                      {textOf(accepted.content, "title")}
                    </span>
                    {acceptedIsSample(state, stage) ? <SampleTag /> : null}
                  </span>
                ) : (
                  <span class="step-line" translate={false}>
                    {isCurrent && state.is_pending ? text.chrome.writing : text.stageStatus[status]}
                  </span>
                )}
                {status === "STALE" && stale_because ? (
                  <span class="step-line stale">
                    {text.session.staleBecause(
                      new Intl.ListFormat(interfaceLanguage.value).format(
                        stale_because.map((name) => text.stages[name]),
                      ),
                    )}
                  </span>
                ) : null}
                {accepted ? <span class="unseen">{text.stageStatus[status]}</span> : null}
              </span>
            </button>
          </li>
        );
      })}
    </ol>
  );
}

function acceptedIsSample(state: SessionState, stage: Stage): boolean {
  const { accepted, proposals } = state.stages[stage];
  const proposal = proposals.find((item) => item.proposal_id === accepted?.proposal_id);
  const candidate = proposal?.candidates.find(
    (item) => item.candidate_id === accepted?.candidate_id,
  );
  if (!proposal || !candidate) return false;
  return isSample(proposal, candidate);
}
