/** What changed under a stale stage, field by field; where it is its turn, a redo that says just that. */
import type { JSX } from "preact";
import type { SessionState } from "#shared/session/state.ts";
import type { Stage } from "#shared/stages.ts";
import { fieldLabel } from "../../../i18n/labels.ts";
import { words } from "../../../i18n/studio-more.words.ts";
import { feedbackBox } from "../../../models/studio/revising.ts";
import {
  type ChangedUnder,
  changedUnder,
  stillHolding,
} from "../../../models/studio/stale-change.ts";
import type { Studio } from "../../../models/studio/studio.ts";
import { Button } from "../../controls/button.tsx";
import { DiffText } from "../document/diff-text.tsx";

export interface StaleChangesProps {
  readonly studio: Studio;
  readonly state: SessionState;
  readonly stage: Stage;
}

/** Of a long text, so much goes into the feedback. */
const SAID_CHARACTERS = 300;

export function StaleChanges({ studio, state, stage }: StaleChangesProps): JSX.Element {
  const text = words.value.mindChanged.stale;
  const changes = changedUnder(state, stage, fieldLabel);
  const mayRedo = studio.allows("REVISE_PROPOSAL") && studio.selection.value !== null;
  return (
    <>
      {changes.map(({ stage: of, fields }) => (
        <details key={of} class="stale-changes" open>
          <summary class="label">{text.changed(words.value.stages[of])}</summary>
          {fields.map(({ key, before, after }) => (
            <div key={key}>
              <h3 class="label">{fieldLabel(key)}</h3>
              <DiffText before={before} after={after} lang={state.language} />
            </div>
          ))}
        </details>
      ))}
      {mayRedo && changes.length > 0 ? (
        <p>
          <Button onPress={() => void redo(studio, stage, changes)}>{text.redo}</Button>{" "}
          <span class="muted">{text.redoHint}</span>
        </p>
      ) : null}
      {mayRedo ? (
        <Button
          kind="quiet"
          onPress={() => {
            studio.writing.value = true;
          }}
        >
          {text.write}
        </Button>
      ) : null}
    </>
  );
}

/** The difference as feedback in its box, what still holds locked; sending it is the writer's press. */
async function redo(studio: Studio, stage: Stage, changes: readonly ChangedUnder[]): Promise<void> {
  const chosen = studio.selection.value;
  if (!chosen) return;
  const text = words.value.mindChanged.stale;
  const said = changes
    .flatMap(({ stage: of, fields }) => [
      text.feedback(words.value.stages[of]),
      ...fields.map(({ key, before, after }) =>
        text.change(fieldLabel(key), shortened(before), shortened(after)),
      ),
    ])
    .join("\n");
  const { drafts } = studio.session;
  const typed = drafts.read(feedbackBox(stage)).value.trim();
  drafts.write(feedbackBox(stage), typed === "" ? said : `${typed}\n${said}`);
  document.getElementById("feedback-box")?.focus();
  const gone = changes.flatMap((change) => change.gone);
  const locked = stillHolding(stage, chosen.candidate.content, gone);
  if (locked.length === 0) return;
  await studio.session.select(stage, {
    proposal_id: chosen.proposal.proposal_id,
    candidate_id: chosen.candidate.candidate_id,
    locked: [...new Set([...chosen.locked, ...locked])],
  });
}

function shortened(text: string): string {
  const characters = Array.from(text);
  return characters.length > SAID_CHARACTERS
    ? `${characters.slice(0, SAID_CHARACTERS).join("")}…`
    : text;
}
