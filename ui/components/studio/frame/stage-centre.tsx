/** The studio's centre: one stage, from what is being written to what to decide. */
import type { JSX, RefObject } from "preact";
import type { SessionState } from "#shared/http/state.ts";
import { goingBackWords } from "../../../i18n/going-back.words.ts";
import { words } from "../../../i18n/words.ts";
import { stepOf, type Studio } from "../../../models/studio/studio.ts";
import { Button } from "../../controls/button.tsx";
import { Popover } from "../../controls/popover.tsx";
import { areBranchesOpen, Branches, openBranches } from "../branches/branches.tsx";
import { Compare } from "../rounds/compare.tsx";
import { Decision } from "../decision/decision.tsx";
import { EmptyStage } from "../generating/empty-stage.tsx";
import { Failure } from "../generating/failure.tsx";
import { Feedback } from "../decision/feedback.tsx";
import { FinishChecks } from "../decision/finish-checks.tsx";
import { GoingBack, UndoRedo } from "./going-back.tsx";
import { KeptText } from "../generating/kept-text.tsx";
import { LiveCandidates } from "../generating/live-text.tsx";
import { MainRound } from "../rounds/main-round.tsx";
import { Questions } from "../decision/questions.tsx";
import { Notices } from "./notices.tsx";
import { PressFailure } from "./press-failure.tsx";
import { OtherRounds } from "../rounds/rounds.tsx";
import { GeneratingStrip } from "../generating/strip.tsx";
import { WriteForm } from "../document/write-form.tsx";

export interface StageCentreProps {
  readonly studio: Studio;
  readonly state: SessionState;
  readonly feedbackRef: RefObject<HTMLTextAreaElement | null>;
  readonly onKeys: () => void;
}

export function StageCentre({ studio, state, feedbackRef, onKeys }: StageCentreProps): JSX.Element {
  const stage = studio.stage.value ?? state.current_stage;
  const text = words.value;
  const isCurrent = studio.isCurrent.value;
  const stageState = state.stages[stage];
  const hasRounds = studio.rounds.value.length > 0;
  const confirmed = stageState.status === "CONFIRMED";
  const working = isCurrent && !confirmed && state.status === "ACTIVE";
  return (
    <div class="centre">
      <header class="stage-head">
        <div class="stage-head-words">
          <p class="label stage-step">{text.session.step(stepOf(stage))}</p>
          <h2 class="page-title">{text.stages[stage]}</h2>
          <p class="muted stage-lead">{text.session.leads[stage]}</p>
        </div>
        <StageTools studio={studio} onKeys={onKeys} />
      </header>
      <GeneratingStrip studio={studio} />
      <Notices studio={studio} />
      {/* Where there is no bar at the bottom that would say it. */}
      {studio.comparing.value || (!hasRounds && !studio.writing.value) || !isCurrent ? (
        <PressFailure studio={studio} />
      ) : null}
      {isCurrent ? null : (
        <div class="notice">
          <p>{confirmed ? text.session.viewing(text.stages[stage]) : text.session.notYet}</p>
          <Button onPress={() => studio.look(null)}>
            {text.session.goOn(text.stages[state.current_stage])}
          </Button>
        </div>
      )}
      {studio.comparing.value || studio.writing.value || areBranchesOpen() ? null : (
        <GoingBack studio={studio} state={state} stage={stage} />
      )}
      {areBranchesOpen() ? (
        <Branches studio={studio} />
      ) : studio.writing.value && working ? (
        <WriteForm studio={studio} />
      ) : studio.comparing.value ? (
        <Compare key={stage} studio={studio} />
      ) : (
        <>
          {isCurrent && !hasRounds ? <Failure studio={studio} /> : null}
          {isCurrent && state.is_pending ? <LiveCandidates studio={studio} /> : null}
          {isCurrent && confirmed && state.status === "ACTIVE" ? (
            <FinishChecks state={state} />
          ) : null}
          {hasRounds ? <MainRound studio={studio} state={state} /> : null}
          {working && hasRounds && !state.is_pending && state.last_error === null ? (
            <KeptText text={stageState.kept_text} lang={state.language} />
          ) : null}
          {working && !hasRounds && !state.is_pending ? (
            <EmptyStage studio={studio} state={state} />
          ) : null}
          {state.status === "ACTIVE" ? (
            <Questions studio={studio} state={state} stage={stage} />
          ) : null}
          {working && hasRounds ? <Feedback studio={studio} boxRef={feedbackRef} /> : null}
          <Decision studio={studio}>
            <MoreActions studio={studio} onKeys={onKeys} />
          </Decision>
          {hasRounds ? <OtherRounds studio={studio} /> : null}
        </>
      )}
    </div>
  );
}

interface StageToolsProps {
  readonly studio: Studio;
  readonly onKeys: () => void;
}

function StageTools({ studio, onKeys }: StageToolsProps): JSX.Element | null {
  const text = words.value.actions;
  if (studio.rounds.value.length === 0) return null;
  return (
    <div class="stage-tools">
      <UndoRedo studio={studio} />
      <Button
        id="compare-button"
        kind="quiet"
        pressed={studio.comparing.value ? true : undefined}
        onPress={() => toggleCompare(studio)}
      >
        {text.compare}
      </Button>
      <Button kind="quiet" onPress={() => openBranches()}>
        {goingBackWords.value.branch.open}
      </Button>
      <Button
        id="panel-button"
        kind="quiet"
        class="panel-button"
        expanded={studio.panelOpen.value}
        onPress={() => {
          studio.panelOpen.value = !studio.panelOpen.value;
        }}
      >
        {text.changesAndHistory}
      </Button>
      <Button kind="quiet" hasPopup="dialog" onPress={onKeys}>
        {text.keys}
      </Button>
    </div>
  );
}

/** On a small screen: what stands beside the stage's name on a large one. */
function MoreActions({ studio, onKeys }: StageToolsProps): JSX.Element {
  const text = words.value;
  return (
    <Popover class="more-actions" align="end" label={text.chrome.more}>
      {(close) => (
        <div class="menu">
          {studio.allows("REGENERATE_PROPOSAL") ? (
            <Button
              kind="quiet"
              onPress={() => {
                close();
                studio.regenerate();
              }}
            >
              {text.actions.regenerate}
            </Button>
          ) : null}
          <Button
            kind="quiet"
            onPress={() => {
              close();
              toggleCompare(studio);
            }}
          >
            {text.actions.compare}
          </Button>
          <Button
            kind="quiet"
            onPress={() => {
              close();
              openBranches();
            }}
          >
            {goingBackWords.value.branch.whatIf}
          </Button>
          <Button
            kind="quiet"
            onPress={() => {
              close();
              studio.panelOpen.value = true;
            }}
          >
            {text.actions.changesAndHistory}
          </Button>
          <Button
            kind="quiet"
            onPress={() => {
              close();
              onKeys();
            }}
          >
            {text.actions.keys}
          </Button>
        </div>
      )}
    </Popover>
  );
}

export function toggleCompare(studio: Studio): void {
  studio.comparing.value = !studio.comparing.value;
}
