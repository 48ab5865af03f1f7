/** What should change, always in place under the chosen candidate: box, Revise, and its scope. */
import type { JSX, RefObject } from "preact";
import { pointerLabel } from "../../../i18n/labels.ts";
import { words } from "../../../i18n/words.ts";
import { countCodePoints } from "../../../models/session/live-generation.ts";
import { letterOf } from "../../../models/studio/rounds.ts";
import { feedbackBox } from "../../../models/studio/revising.ts";
import type { Studio } from "../../../models/studio/studio.ts";
import { Button } from "../../controls/button.tsx";
import { OtherText } from "./other-text.tsx";
import { Textarea } from "../../controls/textarea.tsx";
import { reasonAgainst } from "../frame/reasons.ts";

const MAX_FEEDBACK = 20_000;

export interface FeedbackProps {
  readonly studio: Studio;
  readonly boxRef: RefObject<HTMLTextAreaElement | null>;
}

export function Feedback({ studio, boxRef }: FeedbackProps): JSX.Element | null {
  const stage = studio.stage.value;
  const chosen = studio.selection.value;
  if (!stage || !chosen) return null;
  const text = words.value;
  const place = studio.place.value;
  const { drafts } = studio.session;
  const draft = drafts.read(feedbackBox(stage)).value;
  const reason = reasonAgainst(studio, "REVISE_PROPOSAL");
  const ownReason =
    draft.trim() === ""
      ? text.reasons.emptyFeedback
      : countCodePoints(draft) > MAX_FEEDBACK
        ? text.reasons.tooLong
        : null;
  const send = () => {
    if (reason === null && ownReason === null) void studio.revise(draft.trim());
  };
  const { only, aimAt } = studio.revising;
  const scope =
    only.value !== null
      ? text.feedback.scopeOnly(pointerLabel(only.value))
      : chosen.locked.length > 0
        ? text.feedback.scopeLocked(chosen.locked.length)
        : place !== null
          ? text.feedback.scope(letterOf(place))
          : text.feedback.scopeOne;
  const chips = text.feedback.chips[stage].split("|");
  return (
    <section class="feedback" aria-labelledby="feedback-label">
      <h3 class="feedback-label" id="feedback-label">
        <label for="feedback-box">{text.feedback.label}</label>
      </h3>
      <div class="chips">
        {chips.map((chip) => (
          <button
            key={chip}
            type="button"
            class="chip"
            onClick={() => {
              const before = draft.trimEnd();
              const separator = text.stages.WORLDVIEW === "世界观" ? "；" : "; ";
              drafts.write(feedbackBox(stage), before === "" ? chip : before + separator + chip);
              boxRef.current?.focus();
            }}
          >
            {chip}
          </button>
        ))}
      </div>
      <OtherText
        drafts={drafts}
        box={feedbackBox(stage)}
        lang={studio.session.state.value?.language}
      />
      <Textarea
        id="feedback-box"
        boxRef={boxRef}
        value={draft}
        rows={3}
        placeholder={text.feedback.placeholder}
        describedBy="feedback-scope"
        onText={(next) => drafts.write(feedbackBox(stage), next)}
        onSend={send}
      />
      <div class="feedback-actions">
        <Button
          disabled={reason !== null || ownReason !== null}
          describedBy={reason !== null ? "why-disabled" : "feedback-scope"}
          onPress={send}
        >
          {text.actions.revise}
        </Button>
        <p class="label" id="feedback-scope">
          {scope}
          {only.value === null ? null : (
            <button type="button" class="tool" onClick={() => aimAt(null)}>
              {text.feedback.aimAtAll}
            </button>
          )}
          {reason === null && ownReason !== null ? ` ${ownReason}` : ""}
        </p>
      </div>
    </section>
  );
}
