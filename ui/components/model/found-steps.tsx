/** What the test of an endpoint found, a line a step: glyph, word, sentence. */
import type { JSX } from "preact";
import { modelWords } from "../../i18n/model.words.ts";
import type { ModelTest } from "../../models/app/model-settings.ts";

export function FoundSteps({ found }: { readonly found: ModelTest }): JSX.Element {
  const text = modelWords.value;
  return (
    <ul class="model-steps" aria-label={text.steps}>
      {found.steps.map(({ step, ok, message }) => (
        <li key={step} class={ok ? "" : "error-text"}>
          <span aria-hidden="true">{ok ? "✓" : "✕"}</span>{" "}
          <span class="unseen">{ok ? text.ok : text.failed}: </span>
          <span dir="auto">{message}</span>
        </li>
      ))}
    </ul>
  );
}
