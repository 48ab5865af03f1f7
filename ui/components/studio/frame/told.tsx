/** What the model is told for this stage, in the book's language; what the writer changes holds for this book. */
import type { JSX } from "preact";
import { useId, useState } from "preact/hooks";
import { type Prompts, promptsIn } from "#shared/prompts/prompts.ts";
import type { SessionState } from "#shared/session/state.ts";
import type { Stage } from "#shared/stages.ts";
import { costWords } from "../../../i18n/cost.words.ts";
import { words } from "../../../i18n/words.ts";
import { savePrompt } from "../../../models/studio/own-prompt.ts";
import type { Studio } from "../../../models/studio/studio.ts";
import { Button } from "../../controls/button.tsx";
import { Textarea } from "../../controls/textarea.tsx";

export function Told({ studio }: { readonly studio: Studio }): JSX.Element | null {
  const state = studio.session.state.value;
  const stage = studio.stage.value;
  const [prompts, setPrompts] = useState<Prompts | null>(null);
  if (!state || !stage) return null;
  const text = costWords.value;
  const told = prompts?.stages[stage];
  return (
    <details
      onToggle={(event) => {
        if (event.currentTarget.open) void promptsIn(state.language).then(setPrompts);
      }}
    >
      <summary class="label">{text.told}</summary>
      {prompts === null || told === undefined ? null : (
        <>
          <p class="muted">{text.toldLead}</p>
          <StagePrompt key={stage} studio={studio} state={state} stage={stage} told={told} />
          <h3 class="label">{text.toldAlways}</h3>
          <pre class="told-text" lang={state.language} dir="auto" tabIndex={0}>
            {prompts.system}
          </pre>
        </>
      )}
    </details>
  );
}

interface StagePromptProps {
  readonly studio: Studio;
  readonly state: SessionState;
  readonly stage: Stage;
  readonly told: Prompts["stages"][Stage];
}

function StagePrompt({ studio, state, stage, told }: StagePromptProps): JSX.Element {
  const text = costWords.value;
  const id = useId();
  const own = state.brief.prompts?.[stage];
  // What was typed is there again when the sheet is.
  const { drafts } = studio.session;
  const box = `told.${stage}`;
  const before = own ?? told.text;
  // Null until the writer changes it: it is read.
  const [typed, setTyped] = useState<string | null>(drafts.read(box).peek() || null);
  const leave = (): void => {
    drafts.clear(box);
    setTyped(null);
  };
  const save = (prompt: string | null): void => {
    void savePrompt(studio.session, stage, prompt).then((isSaved) => {
      if (isSaved) leave();
    });
  };
  const heading = (
    <>
      {words.value.stages[stage]} · <span translate={false}>{told.version}</span>
      {own === undefined ? null : <> · {text.toldOwn}</>}
    </>
  );
  if (typed === null) {
    return (
      <>
        <h3 class="label">{heading}</h3>
        <pre class="told-text" lang={state.language} dir="auto" tabIndex={0}>
          {before}
        </pre>
        <Button onPress={() => setTyped(before)}>{text.toldChange}</Button>
        {own === undefined ? null : <Button onPress={() => save(null)}>{text.toldBack}</Button>}
      </>
    );
  }
  return (
    <>
      <label class="label" for={id}>
        {heading}
      </label>
      <Textarea
        id={id}
        value={typed}
        lang={state.language}
        rows={12}
        onText={(next) => {
          setTyped(next);
          // What stands there already is not typed.
          drafts.write(box, next === before ? "" : next);
        }}
        focusFirst
      />
      <Button kind="primary" onPress={() => (typed === before ? leave() : save(typed))}>
        {text.toldSave}
      </Button>
      <Button onPress={leave}>{text.toldLeave}</Button>
    </>
  );
}
