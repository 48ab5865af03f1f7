/** Where the result would have been: what happened, what was kept, what to press. */
import type { JSX } from "preact";
import { words } from "../../../i18n/words.ts";
import type { CommandRequest } from "../../../models/app/api.ts";
import { feedbackBox, type Studio } from "../../../models/studio/studio.ts";
import { Button } from "../../controls/button.tsx";
import { KeptText } from "./kept-text.tsx";
import { reasonAgainst } from "../frame/reasons.ts";

export interface FailureProps {
  readonly studio: Studio;
  /** Whether nothing else on the screen is the filled button. */
  readonly primary: boolean;
}

export function Failure({ studio, primary }: FailureProps): JSX.Element | null {
  const state = studio.session.state.value;
  const error = state?.last_error;
  if (!state || !error || state.is_pending || !studio.isCurrent.value) return null;
  const text = words.value;
  const reasons: Readonly<Record<string, string>> = text.failure.codes;
  const request = retryOf(studio);
  const reason = request ? reasonAgainst(studio, request.command_type) : text.reasons.notNow;
  return (
    <section class="failure" aria-labelledby="failure-title">
      <h2 id="failure-title" class="failure-title">
        {text.failure.title}
      </h2>
      <p>
        {reasons[error.code] ?? text.failure.codes.INTERNAL} {text.failure.kept}
      </p>
      {error.message === "" ? null : <p class="label failure-message">{error.message}</p>}
      <div class="failure-actions">
        <Button
          kind={primary ? "primary" : "plain"}
          disabled={reason !== null}
          onPress={() => {
            const again = retryOf(studio);
            if (again) void studio.session.send(again);
          }}
        >
          {text.actions.tryAgain}
        </Button>
        <Button
          onPress={() => {
            studio.writing.value = true;
          }}
        >
          {text.actions.writeMyself}
        </Button>
        {reason === null ? null : <p class="label">{reason}</p>}
      </div>
      <KeptText text={error.kept_text} lang={state.language} />
    </section>
  );
}

/** The command that does again what failed, with what now stands in its box. */
export function retryOf(studio: Studio): CommandRequest | null {
  const error = studio.session.state.value?.last_error;
  if (!error) return null;
  const payload = error.payload;
  const text = (key: string): string | undefined => {
    const value = payload[key];
    return typeof value === "string" ? value : undefined;
  };
  const locked = Array.isArray(payload.locked)
    ? payload.locked.filter((pointer) => typeof pointer === "string")
    : undefined;
  const ids = {
    proposal_id: text("proposal_id"),
    candidate_id: text("candidate_id"),
  };
  switch (error.command_type) {
    case "REQUEST_INSPIRATION": {
      const genre = text("genre");
      const hints = text("hints");
      return {
        command_type: "REQUEST_INSPIRATION",
        payload: {
          ...(genre === undefined ? {} : { genre }),
          ...(hints === undefined ? {} : { hints }),
        },
      };
    }
    case "SUBMIT_IDEA": {
      const typed = studio.session.drafts.read("door.idea").value.trim();
      return {
        command_type: "SUBMIT_IDEA",
        payload: { idea: typed === "" ? (text("idea") ?? "") : typed },
      };
    }
    case "REVISE_PROPOSAL": {
      const typed = studio.session.drafts.read(feedbackBox(error.stage)).value.trim();
      if (ids.proposal_id === undefined || ids.candidate_id === undefined) return null;
      return {
        command_type: "REVISE_PROPOSAL",
        payload: {
          proposal_id: ids.proposal_id,
          candidate_id: ids.candidate_id,
          feedback: typed === "" ? (text("feedback") ?? "") : typed,
          ...(locked ? { locked } : {}),
        },
      };
    }
    case "REGENERATE_PROPOSAL": {
      const feedback = text("feedback");
      return {
        command_type: "REGENERATE_PROPOSAL",
        payload: {
          ...(ids.proposal_id === undefined ? {} : { proposal_id: ids.proposal_id }),
          ...(ids.candidate_id === undefined ? {} : { candidate_id: ids.candidate_id }),
          ...(locked && ids.candidate_id !== undefined ? { locked } : {}),
          ...(feedback === undefined ? {} : { feedback }),
        },
      };
    }
    case "CONFIRM_STAGE":
      // A confirmation stands; what failed is the next stage's first writing.
      return { command_type: "REGENERATE_PROPOSAL", payload: {} };
    case "CANCEL_GENERATION":
    case "FINISH_GENESIS":
    case "SELECT_CANDIDATE":
    case "SAVE_CANDIDATE":
      // Done at once: these never fail later.
      return null;
  }
}
