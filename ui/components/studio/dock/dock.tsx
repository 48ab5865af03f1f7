/** What should change, docked where the writer is: box, Revise, its scope; and there, what became of it. */
import type { JSX, RefObject } from "preact";
import { useState } from "preact/hooks";
import { pointerLabel } from "../../../i18n/labels.ts";
import { words } from "../../../i18n/studio.words.ts";
import { countCodePoints } from "../../../models/content/counting.ts";
import { letterOf, type Selection } from "../../../models/studio/rounds.ts";
import { feedbackBox } from "../../../models/studio/revising.ts";
import type { Studio } from "../../../models/studio/studio.ts";
import { Button } from "../../controls/button.tsx";
import { Textarea } from "../../controls/textarea.tsx";
import { reasonAgainst } from "../presses/reasons.ts";
import { FailureLine, hasFailed, OtherText, Receipt, Scope } from "../parts.ts";
import { useNear } from "./near.ts";

const MAX_FEEDBACK = 20_000;

export interface DockProps {
  readonly studio: Studio;
  readonly boxRef: RefObject<HTMLTextAreaElement | null>;
}

/** Whether there is something that feedback could be about. */
export function isDocked(studio: Studio): boolean {
  return (
    studio.isCurrent.value &&
    studio.choosable.value &&
    studio.selection.value !== null &&
    !studio.comparing.value &&
    !studio.writing.value
  );
}

export function Dock({ studio, boxRef }: DockProps): JSX.Element | null {
  const chosen = studio.selection.value;
  if (chosen === null || !isDocked(studio)) return null;
  return <DockOf studio={studio} boxRef={boxRef} chosen={chosen} />;
}

function DockOf(props: DockProps & { readonly chosen: Selection }): JSX.Element | null {
  const { studio, boxRef, chosen } = props;
  const [isOpen, setOpen] = useState(false);
  const near = useNear(chosen.candidate.candidate_id);
  const state = studio.session.state.value;
  const stage = studio.stage.value;
  if (!state || !stage) return null;
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
  const { only, quote } = studio.revising;
  const send = () => {
    if (reason !== null || ownReason !== null) return;
    const asked = draft.trim();
    void studio.revise(quote.value === null ? asked : text.feedback.about(quote.value, asked));
  };
  const scope =
    only.value !== null
      ? text.feedback.scopeOnly(pointerLabel(only.value))
      : chosen.locked.length > 0
        ? text.feedback.scopeLocked(chosen.locked.length)
        : place !== null
          ? text.feedback.scope(letterOf(place))
          : text.feedback.scopeOne;
  return (
    <section
      class={`dock${isOpen ? " open" : ""}${draft === "" ? "" : " typed"}`}
      aria-labelledby="feedback-label"
      onFocusIn={({ target }) => {
        if (target === boxRef.current) setOpen(true);
      }}
      onFocusOut={({ currentTarget, relatedTarget }) => {
        // What is pressed inside it stays under the pointer until the press is done.
        const isInside = relatedTarget instanceof Node && currentTarget.contains(relatedTarget);
        if (!isInside) setOpen(false);
      }}
    >
      {hasFailed(studio) ? <FailureLine studio={studio} /> : null}
      {chosen.proposal.origin.feedback === null ? null : (
        <Receipt studio={studio} state={state} stage={stage} chosen={chosen} />
      )}
      {only.value === null && near.pointer === null && near.selected === null ? null : (
        <Scope studio={studio} chosen={chosen} near={near} lang={state.language} />
      )}
      <div class="dock-head">
        <h3 class="feedback-label" id="feedback-label">
          <label for="feedback-box">{text.feedback.label}</label>
        </h3>
        <p class="label" id="feedback-scope">
          {scope}
          {reason === null && ownReason !== null && draft !== "" ? ` ${ownReason}` : ""}
        </p>
      </div>
      {drafts.other(feedbackBox(stage)).value === "" ? null : (
        <OtherText drafts={drafts} box={feedbackBox(stage)} lang={state.language} />
      )}
      <div class="dock-row">
        <Textarea
          id="feedback-box"
          boxRef={boxRef}
          value={draft}
          rows={1}
          class="one-line"
          placeholder={text.feedback.placeholder}
          describedBy="feedback-scope"
          onText={(next) => drafts.write(feedbackBox(stage), next)}
          onSend={send}
        />
        <Button
          disabled={reason !== null || ownReason !== null}
          describedBy={reason !== null ? "why-disabled" : "feedback-scope"}
          onPress={send}
        >
          {text.actions.revise}
        </Button>
      </div>
      <div class="chips dock-chips">
        {text.feedback.chips[stage].split("|").map((chip) => (
          <button
            key={chip}
            type="button"
            class="chip"
            onClick={() => {
              const before = draft.trimEnd();
              const next = before === "" ? chip : before + text.feedback.and + chip;
              drafts.write(feedbackBox(stage), next);
              boxRef.current?.focus();
            }}
          >
            {chip}
          </button>
        ))}
      </div>
    </section>
  );
}
