/** The writer's own words, beside the document: the idea as it was written, and what holds throughout. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { SessionState } from "#shared/http/state.ts";
import { words } from "../../../i18n/words.ts";
import { type BriefField, briefBox, briefText, saveBrief } from "../../../models/studio/brief.ts";
import type { Studio } from "../../../models/studio/studio.ts";
import { Textarea } from "../../controls/textarea.tsx";

const FIELDS: readonly BriefField[] = ["notes", "constraints", "hints", "genre"];

export function Brief({ studio }: { readonly studio: Studio }): JSX.Element {
  const text = words.value.brief;
  const state = studio.session.state.value;
  if (!state) return <p class="muted">{words.value.panel.nothing}</p>;
  return (
    <div class="brief">
      {state.brief.idea === null ? null : (
        <section aria-labelledby="brief-idea">
          <h3 class="section-title" id="brief-idea">
            {text.idea}
          </h3>
          <p class="book brief-idea" lang={state.language} dir="auto">
            {state.brief.idea}
          </p>
        </section>
      )}
      <p class="muted">{text.lead}</p>
      {FIELDS.map((field) => (
        <BriefBox key={field} studio={studio} state={state} field={field} />
      ))}
    </div>
  );
}

interface BriefBoxProps {
  readonly studio: Studio;
  readonly state: SessionState;
  readonly field: BriefField;
}

function BriefBox({ studio, state, field }: BriefBoxProps): JSX.Element {
  const text = words.value.brief;
  const box = briefBox(field);
  const { drafts } = studio.session;
  // Nothing in it is a text as well, once it was typed.
  const [typed, setTyped] = useState<string | null>(drafts.read(box).peek() || null);
  const value = typed ?? briefText(state.brief, field);
  const save = (): void => {
    if (typed === null) return;
    void saveBrief(studio.session, field, typed).then((isSaved) => {
      if (isSaved) setTyped((now) => (now === typed ? null : now));
    });
  };
  return (
    <div class="brief-field" onFocusOut={save}>
      <label class="label" for={box}>
        {text.fields[field]}
      </label>
      <Textarea
        id={box}
        value={value}
        lang={state.language}
        rows={field === "genre" ? 1 : 3}
        placeholder={text.placeholders[field]}
        onText={(next) => {
          setTyped(next);
          drafts.write(box, next);
        }}
        onSend={save}
      />
    </div>
  );
}
