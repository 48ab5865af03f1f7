/** The page's one filled button, what it costs, and in one sentence why it cannot be pressed now. */
import type { ComponentChildren, JSX } from "preact";
import { nextStage } from "#shared/stages.ts";
import { words } from "../../../i18n/studio.words.ts";
import { withEdits } from "../../../models/studio/editors.ts";
import { navigate } from "../../../models/browser/router.ts";
import type { Studio } from "../../../models/studio/studio.ts";
import { Button } from "../../controls/button.tsx";
import { costWords } from "./cost-words.ts";
import { isDocked } from "../dock/dock.tsx";
import { FailureLine, Generating, hasFailed } from "../parts.ts";
import { PressFailure } from "../presses/press-failure.tsx";
import { reasonAgainst } from "../presses/reasons.ts";
import { at } from "../../../models/browser/place.ts";

export interface DecisionProps {
  readonly studio: Studio;
  /** What came up meanwhile: over everything else of the bar. */
  readonly notices: JSX.Element | null;
  /** Stands over the buttons; null where it has a place of its own. */
  readonly dock: JSX.Element | null;
  /** Further actions, quieter than the one. */
  readonly children?: ComponentChildren;
}

export function Decision({ studio, notices, dock, children }: DecisionProps): JSX.Element | null {
  const state = studio.session.state.value;
  const stage = studio.stage.value;
  if (!state || !stage || !studio.isCurrent.value) return null;
  const text = words.value;
  if (state.status === "COMPLETED" && state.novel_id !== null) {
    return (
      <DecisionBar
        studio={studio}
        notices={notices}
        dock={dock}
        reason={text.session.completed}
        cost={null}
        more={children}
      >
        <a class="button primary" href={at(`/novels/${state.novel_id}`)}>
          {text.session.openNovel}
        </a>
      </DecisionBar>
    );
  }
  if (studio.stageState.value?.status === "CONFIRMED") {
    const reason = reasonAgainst(studio, "FINISH_GENESIS");
    return (
      <DecisionBar
        studio={studio}
        notices={notices}
        dock={dock}
        reason={reason}
        cost={text.cost.none}
        more={children}
      >
        <Button
          kind="primary"
          disabled={reason !== null}
          describedBy="why-disabled"
          onPress={() => void finish(studio)}
        >
          {text.actions.finish}
        </Button>
      </DecisionBar>
    );
  }
  if (studio.rounds.value.length === 0) return null;
  const next = nextStage(stage);
  const against = reasonAgainst(studio, "CONFIRM_STAGE");
  const selection = studio.selection.value;
  const reason = against ?? (selection === null ? text.reasons.chooseFirst : null);
  const edits = selection
    ? withEdits(stage, selection.candidate.content, studio.editors(stage).open.value).count
    : 0;
  // What is locked stays: the rest is written anew.
  const held = selection !== null && selection.locked.length > 0 ? selection : null;
  const spends = next !== null && state.stages[next].status === "EMPTY";
  return (
    <DecisionBar
      studio={studio}
      notices={notices}
      dock={dock}
      reason={reason ?? (edits > 0 ? text.reasons.withEdits(edits) : null)}
      cost={spends ? costWords(state) : text.cost.none}
      more={children}
    >
      <Button
        kind="primary"
        disabled={reason !== null}
        describedBy="why-disabled"
        onPress={() => void studio.confirm()}
      >
        {next === null ? text.actions.confirmLast : text.actions.confirmInto(text.stages[next])}
      </Button>
      <Button
        kind="quiet"
        class="reroll-all"
        disabled={!studio.allows("REGENERATE_PROPOSAL")}
        describedBy="why-disabled"
        onPress={() =>
          studio.regenerate(held ? { proposal: held.proposal, index: held.index } : undefined)
        }
      >
        {held ? text.actions.regenerateRest : text.actions.regenerate}
      </Button>
    </DecisionBar>
  );
}

async function finish(studio: Studio): Promise<void> {
  const outcome = await studio.finish(() => void finish(studio));
  if (outcome.outcome !== "accepted") return;
  const novel_id = outcome.answer.result?.novel_id ?? studio.session.state.value?.novel_id;
  if (typeof novel_id === "string") navigate(`/novels/${novel_id}`);
}

interface DecisionBarProps {
  readonly studio: Studio;
  readonly children: ComponentChildren;
  readonly reason: string | null;
  readonly cost: string | null;
  readonly more: ComponentChildren;
  readonly notices: JSX.Element | null;
  readonly dock: JSX.Element | null;
}

function DecisionBar(props: DecisionBarProps): JSX.Element {
  const { studio, children, reason, cost, more, notices, dock } = props;
  return (
    <section class="decision">
      {notices}
      <PressFailure studio={studio} />
      {studio.session.state.value?.is_pending ? <Generating studio={studio} shows="texts" /> : null}
      {isDocked(studio) || !hasFailed(studio) ? null : <FailureLine studio={studio} />}
      {dock}
      <div class="decision-buttons">
        {children}
        {more}
      </div>
      <p class="decision-notes">
        {cost === null ? null : <span class="label">{cost}</span>}
        <span class="decision-reason" id="why-disabled">
          {reason}
        </span>
      </p>
    </section>
  );
}
