/** The writer's own words, beside the document: the idea as it was written, and what holds throughout. */
import type { ComponentType, JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { SessionState } from "#shared/session/state.ts";
import { STAGES } from "#shared/stages.ts";
import { words } from "../../../i18n/studio-more.words.ts";
import { type BriefField, briefBox, briefText, saveBrief } from "../../../models/studio/brief.ts";
import { textOf } from "../../../models/studio/rounds.ts";
import type { Studio } from "../../../models/studio/studio.ts";
import { Textarea } from "../../controls/textarea.tsx";

const FIELDS: readonly BriefField[] = ["notes", "constraints", "hints", "genre"];

export function Brief({ studio }: { readonly studio: Studio }): JSX.Element {
  const text = words.value.brief;
  const state = studio.session.state.value;
  if (!state) return <p class="muted">{words.value.inPanel.nothing}</p>;
  return (
    <div
      class="brief"
      onFocusIn={() => {
        // What is typed in stays in sight, whatever changes meanwhile.
        studio.panelTab.value = "brief";
      }}
    >
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
      <OpenQuestions state={state} />
      <AcceptedBefore studio={studio} state={state} />
      <Rename studio={studio} />
    </div>
  );
}

/** Fetched with the writer's words. */
function Rename(props: { readonly studio: Studio }): JSX.Element | null {
  const [view, setView] = useState<{
    readonly of: ComponentType<{ readonly studio: Studio }>;
  } | null>(null);
  useEffect(() => {
    import("./rename-name.tsx").then(
      ({ RenameName }) => setView({ of: RenameName }),
      () => undefined,
    );
  }, []);
  return view === null ? null : <view.of {...props} />;
}

/** What is still to decide; it is settled where it was asked. */
function OpenQuestions({ state }: { readonly state: SessionState }): JSX.Element | null {
  const text = words.value;
  const open = state.questions.filter(({ status }) => status === "OPEN" || status === "PROPOSED");
  if (open.length === 0) return null;
  return (
    <section aria-labelledby="brief-questions">
      <h3 class="section-title small" id="brief-questions">
        {text.questions.open}
      </h3>
      <ul class="brief-list">
        {open.map(({ question_id, question, status }) => (
          <li key={question_id}>
            <span class="book" lang={state.language} dir="auto">
              {question}
            </span>{" "}
            <span class="tag">{text.questions.status[status]}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The stages behind this one, a line each; a press reads them. */
function AcceptedBefore({ studio, state }: BriefProps): JSX.Element | null {
  const text = words.value;
  const accepted = STAGES.flatMap((stage) => {
    const content = state.stages[stage].accepted?.content;
    return content === undefined || stage === studio.stage.value ? [] : [{ stage, content }];
  });
  if (accepted.length === 0) return null;
  return (
    <section aria-labelledby="brief-accepted">
      <h3 class="section-title small" id="brief-accepted">
        {text.brief.accepted}
      </h3>
      <ul class="brief-list">
        {accepted.map(({ stage, content }) => (
          <li key={stage}>
            <p class="label">
              {text.stages[stage]}{" "}
              <button
                type="button"
                class="tool change-link"
                aria-label={`${text.inPanel.look}: ${text.stages[stage]}`}
                onClick={() => studio.look(stage)}
              >
                {text.inPanel.look}
              </button>
            </p>
            <p class="book" lang={state.language} dir="auto">
              {textOf(content, "logline")}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}

interface BriefProps {
  readonly studio: Studio;
  readonly state: SessionState;
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
