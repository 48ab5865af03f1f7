/**
 * What happened, what was kept, what to press: where the result would have been, and where there are
 * rounds already in the bar at the bottom, which is on the screen wherever the writer is.
 */
import type { ComponentChildren, JSX } from "preact";
import { words } from "../../../i18n/studio-more.words.ts";
import type { CommandRequest } from "../../../models/browser/api.ts";
import { feedbackBox } from "../../../models/studio/revising.ts";
import type { Studio } from "../../../models/studio/studio.ts";
import { ConnectModel } from "../../connect-model.tsx";
import { Button } from "../../controls/button.tsx";
import { KeptText } from "./kept-text.tsx";
import { reasonAgainst } from "../presses/reasons.ts";

/** In this chunk for whoever asks for it alone. */
export { KeptText } from "./kept-text.tsx";

export interface FailureProps {
  readonly studio: Studio;
}

export function Failure({ studio }: FailureProps): JSX.Element | null {
  const state = studio.session.state.value;
  const error = failureOf(studio);
  if (!state || !error) return null;
  const text = words.value;
  return (
    <section class="failure" aria-labelledby="failure-title">
      <h2 id="failure-title" class="failure-title">
        {text.failure.title}
      </h2>
      <p>
        {reasonOf(error.code)} {text.failure.kept}
      </p>
      <FailureDetails message={error.message} />
      <FailureActions studio={studio} kind="primary" />
      <KeptText text={error.kept_text} lang={state.language} />
    </section>
  );
}

/** The same in the bar: a sentence, and the rest behind it. */
export function FailureLine({ studio }: FailureProps): JSX.Element | null {
  const state = studio.session.state.value;
  const error = failureOf(studio);
  if (!state || !error || studio.readFailure.value === error.command_id) return null;
  const text = words.value;
  return (
    <section class="notice error failure-line" aria-label={text.failure.title}>
      <p>
        <strong>{text.failure.title}</strong> {reasonOf(error.code)} {text.failure.kept}
      </p>
      <FailureActions studio={studio} kind="plain">
        <Button
          kind="quiet"
          onPress={() => {
            studio.readFailure.value = error.command_id;
          }}
        >
          {text.actions.dismiss}
        </Button>
      </FailureActions>
      <FailureDetails message={error.message} />
      <KeptText text={error.kept_text} lang={state.language} />
    </section>
  );
}

function failureOf(studio: Studio) {
  const state = studio.session.state.value;
  const error = state?.last_error;
  return error && !state.is_pending && studio.isCurrent.value ? error : null;
}

function reasonOf(code: string): string {
  const { codes } = words.value.failure;
  const reasons: Readonly<Record<string, string>> = codes;
  return reasons[code] ?? codes.INTERNAL;
}

/** What the endpoint or the worker said, in whatever language it said it: for those who ask. */
function FailureDetails({ message }: { readonly message: string }): JSX.Element | null {
  if (message === "") return null;
  return (
    <details class="failure-details">
      <summary>{words.value.failure.details}</summary>
      <p class="label failure-message" dir="auto" tabIndex={0} translate={false}>
        {message}
      </p>
    </details>
  );
}

interface FailureActionsProps extends FailureProps {
  readonly kind: "primary" | "plain";
  readonly children?: ComponentChildren;
}

function FailureActions({ studio, kind, children }: FailureActionsProps): JSX.Element {
  const text = words.value;
  const request = retryOf(studio);
  const reason = request ? reasonAgainst(studio, request.command_type) : text.reasons.notNow;
  return (
    <div class="failure-actions">
      <Button
        kind={kind}
        disabled={reason !== null}
        onPress={() => {
          const again = retryOf(studio);
          if (again) void studio.sendAgain(again);
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
      <ConnectModel
        label={text.actions.anotherModel}
        isConnected
        onChanged={() => {
          const again = retryOf(studio);
          if (again) void studio.sendAgain(again);
        }}
      />
      {children}
      {reason === null ? null : <p class="label">{reason}</p>}
    </div>
  );
}

/** The command that does again what failed, with what now stands in its box. */
function retryOf(studio: Studio): CommandRequest | null {
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
    case "PLACE_MATERIAL": {
      const { material_id, section_ids } = error.payload;
      if (typeof material_id !== "string") return null;
      const sections = Array.isArray(section_ids)
        ? section_ids.filter((id) => typeof id === "string")
        : undefined;
      return {
        command_type: "PLACE_MATERIAL",
        payload: {
          material_id,
          stage: error.stage,
          ...(sections === undefined ? {} : { section_ids: sections }),
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
    case "ANSWER_QUESTIONS":
    case "UPDATE_BRIEF":
    case "SET_BUDGET":
    case "REOPEN_STAGE":
    case "KEEP_STAGE":
    case "RENAME_EVERYWHERE":
    case "UNDO":
    case "REDO":
    case "ABANDON_SESSION":
    case "RESUME_SESSION":
    case "ARCHIVE_SESSION":
    case "UNARCHIVE_SESSION":
    case "RENAME_SESSION":
      // Done at once: these never fail later.
      return null;
  }
}
