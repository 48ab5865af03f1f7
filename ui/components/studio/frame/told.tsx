/** What the model is told for this stage: the files themselves, in the book's language. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { type Prompts, promptsIn } from "#shared/prompts/prompts.ts";
import { costWords } from "../../../i18n/cost.words.ts";
import { words } from "../../../i18n/words.ts";
import type { Studio } from "../../../models/studio/studio.ts";

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
          <h3 class="label">
            {words.value.stages[stage]} · <span translate={false}>{told.version}</span>
          </h3>
          <pre class="told-text" lang={state.language} tabIndex={0}>
            {told.text}
          </pre>
          <h3 class="label">{text.toldAlways}</h3>
          <pre class="told-text" lang={state.language} tabIndex={0}>
            {prompts.system}
          </pre>
        </>
      )}
    </details>
  );
}
