/** The studio's centre: one stage, from what is being written to what to decide. */
import type { JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { SessionState } from "#shared/session/state.ts";
import type { Stage } from "#shared/stages.ts";
import { goingBackWords } from "../../../i18n/going-back.words.ts";
import { words } from "../../../i18n/studio.words.ts";
import { stepOf, type Studio } from "../../../models/studio/studio.ts";
import { Button } from "../../controls/button.tsx";
import { Popover } from "../../controls/popover.tsx";
import { areBranchesOpen, Branches, openBranches } from "../branches/branches.tsx";
import { Decision } from "../decision/decision.tsx";
import { panelWord, toggleCompare } from "./stage-tools.ts";
import { UndoRedo } from "./undo-redo.tsx";
import {
  Compare,
  EmptyStage,
  Failure,
  FinishChecks,
  Generating,
  GoingBack,
  hasFailed,
  KeptText,
  MoreMenu,
  OtherRounds,
  Presence,
  Questions,
  WriteForm,
} from "../parts.ts";
import { MainRound } from "../rounds/main-round.tsx";
import { Notices } from "./notices.tsx";
import { PressFailure } from "../presses/press-failure.tsx";

export interface StageCentreProps {
  readonly studio: Studio;
  readonly state: SessionState;
  /** Over the decision; null where the panel has it. */
  readonly dock: JSX.Element | null;
  readonly onKeys: () => void;
}

export function StageCentre({ studio, state, dock, onKeys }: StageCentreProps): JSX.Element {
  const stage = studio.stage.value ?? state.current_stage;
  const text = words.value;
  useFromItsTop(stage);
  const isCurrent = studio.isCurrent.value;
  const stageState = state.stages[stage];
  const hasRounds = studio.rounds.value.length > 0;
  const confirmed = stageState.status === "CONFIRMED";
  const isAside = areBranchesOpen() || studio.comparing.value;
  const isWriting = studio.writing.value;
  // Then a bar at the bottom says what comes up meanwhile, so that nothing moves of what is read.
  const hasBar = hasRounds && isCurrent && !isAside && !isWriting;
  const notices = <Notices studio={studio} />;
  const working = isCurrent && !confirmed && state.status === "ACTIVE";
  return (
    <div class="centre">
      <header class="stage-head">
        <div>
          <p class="label">{text.session.step(stepOf(stage))}</p>
          <h2 class="page-title">{text.stages[stage]}</h2>
          <p class="muted stage-lead">{text.session.leads[stage]}</p>
        </div>
        <StageTools studio={studio} onKeys={onKeys} />
      </header>
      <Presence studio={studio} />
      {hasBar ? null : notices}
      {/* Where there is no bar at the bottom that would say it. */}
      {isAside || !isCurrent || (!hasRounds && !isWriting) ? (
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
      {isAside || isWriting || !(confirmed || stageState.status === "STALE") ? null : (
        <GoingBack studio={studio} state={state} stage={stage} />
      )}
      {state.is_pending && !hasBar ? (
        <Generating
          studio={studio}
          shows={isCurrent && !hasRounds && !isAside && !isWriting ? "cards" : "bar"}
        />
      ) : null}
      {areBranchesOpen() ? (
        <Branches studio={studio} />
      ) : isWriting && working ? (
        <WriteForm studio={studio} />
      ) : studio.comparing.value ? (
        <Compare key={stage} studio={studio} />
      ) : (
        <>
          {isCurrent && !hasRounds && hasFailed(studio) ? <Failure studio={studio} /> : null}
          {isCurrent && confirmed && state.status === "ACTIVE" ? (
            <FinishChecks state={state} />
          ) : null}
          {hasRounds ? <MainRound studio={studio} state={state} /> : null}
          {working &&
          hasRounds &&
          !state.is_pending &&
          state.last_error === null &&
          stageState.kept_text !== null ? (
            <KeptText text={stageState.kept_text} lang={state.language} />
          ) : null}
          {working && !hasRounds && !state.is_pending ? (
            <EmptyStage studio={studio} state={state} />
          ) : null}
          {state.status === "ACTIVE" &&
          state.questions.some((question) => question.stage === stage) ? (
            <Questions studio={studio} state={state} stage={stage} />
          ) : null}
          {hasRounds && stageState.proposal_count > 1 ? <OtherRounds studio={studio} /> : null}
          <Decision studio={studio} notices={hasBar ? notices : null} dock={dock}>
            <MoreActions studio={studio} onKeys={onKeys} />
          </Decision>
        </>
      )}
    </div>
  );
}

/** Another stage is read from its top, wherever the last one was left. */
function useFromItsTop(stage: Stage): void {
  const before = useRef(stage);
  useLayoutEffect(() => {
    if (before.current !== stage) window.scrollTo(0, 0);
    before.current = stage;
  }, [stage]);
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
        {panelWord(studio)}
      </Button>
      <Button kind="quiet" hasPopup="dialog" onPress={onKeys}>
        {text.keys}
      </Button>
    </div>
  );
}

/** On a small screen: what stands beside the stage's name on a large one. */
function MoreActions({ studio, onKeys }: StageToolsProps): JSX.Element {
  return (
    <Popover class="more-actions" align="end" label={words.value.chrome.more}>
      {(close) => <MoreMenu studio={studio} onKeys={onKeys} close={close} />}
    </Popover>
  );
}
