/** "Write it myself": a stage without any model. What was typed stays on this device until saved. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Stage } from "#shared/stages.ts";
import type { SessionState } from "#shared/session/state.ts";
import { pointerLabel } from "../../../i18n/labels.ts";
import { words } from "../../../i18n/studio-more.words.ts";
import { blank, missing, tidied } from "../../../models/content/field-text.ts";
import { STAGE_FIELDS } from "#shared/content/fields.generated.ts";
import { parseContent } from "../../../models/content/pointer.ts";
import { createReferences } from "../../../models/content/references.ts";
import type { Studio } from "../../../models/studio/studio.ts";
import { Button } from "../../controls/button.tsx";
import { PressFailure } from "../presses/press-failure.tsx";
import { FieldsForm } from "./fields-form.tsx";

export function WriteForm({ studio }: { readonly studio: Studio }): JSX.Element | null {
  const state = studio.session.state.value;
  const stage = studio.stage.value;
  return state && stage ? (
    <StageForm key={stage} studio={studio} state={state} stage={stage} />
  ) : null;
}

const NONE: ReadonlySet<string> = new Set();

interface StageFormProps {
  readonly studio: Studio;
  readonly state: SessionState;
  readonly stage: Stage;
}

function StageForm({ studio, state, stage }: StageFormProps): JSX.Element {
  const [kept, setKept] = useState(false);
  const table = STAGE_FIELDS[stage];
  // Made once: its items have ids, which the form's rows hang on.
  const [empty] = useState(() => blank(table));
  const text = words.value;
  const box = `write.${stage}`;
  const draft = studio.session.drafts.read(box);
  const value = parseContent(draft.value) ?? empty;
  const saving = studio.session.sending.value.has("SAVE_CANDIDATE");

  const unfilled = missing(table, value);
  const [first] = unfilled;
  const save = () => {
    // A draft may be as unfinished as it likes: this device has it. What has gaps is no candidate.
    if (first !== undefined) {
      studio.session.drafts.write(box, JSON.stringify(value));
      setKept(true);
      return;
    }
    void studio.saveContent(tidied(table, value), save).then((outcome) => {
      if (outcome.outcome !== "accepted") return;
      studio.session.drafts.clear(box);
      studio.writing.value = false;
    });
  };

  return (
    <section class="write-form" aria-labelledby="write-title">
      <h2 id="write-title" class="section-title">
        {text.write.title(text.stages[stage])}
      </h2>
      <p class="muted">{text.write.lead}</p>
      <FieldsForm
        table={table}
        value={value}
        onValue={(next) => {
          setKept(false);
          studio.session.drafts.write(box, JSON.stringify(next));
        }}
        references={createReferences(state, stage, value)}
        lang={state.language}
        at=""
        holder={null}
        invalid={NONE}
      />
      <div class="decision">
        <PressFailure studio={studio} />
        <Button kind="primary" onPress={save} disabled={saving}>
          {saving ? text.actions.saving : text.write.save}
        </Button>
        <Button
          onPress={() => {
            studio.writing.value = false;
          }}
        >
          {text.write.back}
        </Button>
        {first === undefined ? null : (
          <Button kind="quiet" onPress={() => document.getElementById(`form${first}`)?.focus()}>
            {text.write.nextGap}
          </Button>
        )}
        <p class="decision-reason" role="status">
          {kept && first !== undefined ? text.write.kept(unfilled.length, pointerLabel(first)) : ""}
        </p>
      </div>
    </section>
  );
}
